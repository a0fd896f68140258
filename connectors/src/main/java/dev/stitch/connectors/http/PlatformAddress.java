package dev.stitch.connectors.http;

import java.net.URI;

/** Where a platform is. */
public final class PlatformAddress {

  private PlatformAddress() {}

  /**
   * The address that a setting names.
   *
   * @param setting blank for the platform's own address
   */
  public static URI of(String setting, String own) {
    return URI.create(setting.isBlank() ? own : setting.strip());
  }
}
