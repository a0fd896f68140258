package dev.stitch.api.console;

import java.util.Arrays;

/** A form that a file is kept in, the smallest first. */
enum ContentForm {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz"),
  PLAIN("", "");

  private final String encoding;
  private final String suffix;

  ContentForm(String encoding, String suffix) {
    this.encoding = encoding;
    this.suffix = suffix;
  }

  /** As the header {@code Content-Encoding} names it, empty for none. */
  String encoding() {
    return encoding;
  }

  String suffix() {
    return suffix;
  }

  /**
   * Whether a client takes it.
   *
   * @param acceptedEncodings the header {@code Accept-Encoding}, empty when there is none
   */
  boolean isAcceptedBy(String acceptedEncodings) {
    return this == PLAIN
        || Arrays.stream(acceptedEncodings.split(",")).map(String::strip).anyMatch(this::isNamedBy);
  }

  /** Whether one item of the header names it, and not with the weight of zero that refuses it. */
  private boolean isNamedBy(String accepted) {
    String[] parts = accepted.split(";", 2);
    return parts[0].strip().equals(encoding)
        && (parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?"));
  }
}
