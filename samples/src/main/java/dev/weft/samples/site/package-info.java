/**
 * What some recipes need beside themselves: {@link dev.weft.samples.site.LocalSite} to download.
 */
package dev.weft.samples.site;
