package dev.stitch.activities.http;

import java.io.IOException;

/** A redirect that is not followed. */
final class RedirectException extends IOException {

  private static final long serialVersionUID = 1L;

  RedirectException(String message) {
    super(message);
  }
}
