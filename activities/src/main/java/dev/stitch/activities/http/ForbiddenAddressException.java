package dev.stitch.activities.http;

import java.net.UnknownHostException;

/**
 * The host may not be called from here. A kind of unknown host, because that is how name services
 * say so to an HTTP client.
 */
public final class ForbiddenAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  ForbiddenAddressException(String host) {
    super(
        host
            + " is not on the public internet. An operator can open it with"
            + " STITCH_OUTBOUND_ALLOW.");
  }
}
