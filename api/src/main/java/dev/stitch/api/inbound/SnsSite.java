package dev.stitch.api.inbound;

import java.io.IOException;
import java.net.URI;

/** Amazon's side of SNS: where certificates are, and subscriptions are confirmed. */
interface SnsSite {

  /** What stands at an address. Only addresses that {@link SnsAddress} has let through. */
  byte[] read(URI address) throws IOException;
}
