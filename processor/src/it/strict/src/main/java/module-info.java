/** The shop. */
module shop {
  requires dev.weft;
  requires static lombok;

  exports shop;
}
