package dev.stitch.connectors.linkedin;

import java.io.IOException;

/** A file that is no export of connections, or cannot be read; the message says why to a person. */
public final class UnusableExportException extends IOException {

  private static final long serialVersionUID = 1L;

  UnusableExportException(String message) {
    super(message);
  }
}
