package dev.weft.processor.resident;

/** What a console shows of classes that stay. Who unregisters them lets them go. */
public interface ResidentClassesMBean {
  /** Which state of the jar they were read from: a jar that was replaced has another. */
  String getStamp();
}
