package dev.stitch.store;

/** A value that stands in a bytea column. */
public interface Bytes {

  /** What is stored. */
  byte[] bytes();
}
