package dev.stitch.api.security;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;

/** Where in the console somebody goes on who comes back: never another site, and no route. */
public final class ReturnAddress {

  /** More than any address of the console needs. */
  private static final int MAX_LENGTH = 2_000;

  private static final String HOME = "/";

  private ReturnAddress() {}

  /** The address that is asked for when it is one of the console, else its first page. */
  public static String of(@Nullable String asked) {
    return asked != null && isOurs(asked) ? asked : HOME;
  }

  private static boolean isOurs(String address) {
    // Browsers read // and /\ as the beginning of another host.
    if (address.length() > MAX_LENGTH || !address.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*")) {
      return false;
    }
    try {
      URI parsed = new URI(address);
      return !parsed.isAbsolute()
          && parsed.getRawAuthority() == null
          && !parsed.normalize().getPath().startsWith("/api/");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
