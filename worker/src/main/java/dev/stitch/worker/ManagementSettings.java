package dev.stitch.worker;

import java.util.Map;

/**
 * Where a worker tells of its health and metrics. It asks for no login, so it listens on loopback
 * unless told otherwise, and not at all unless it has a port.
 *
 * @param port {@code STITCH_WORKER_PORT}; 0 when it does not listen
 * @param bind {@code STITCH_WORKER_BIND}; 127.0.0.1 without it
 */
public record ManagementSettings(int port, String bind) {

  private static final int HIGHEST = 65_535;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException when the port is none; the message names the variable
   */
  public static ManagementSettings fromEnvironment(Map<String, String> environment) {
    String bind = environment.getOrDefault("STITCH_WORKER_BIND", "").strip();
    return new ManagementSettings(
        port(environment.getOrDefault("STITCH_WORKER_PORT", "").strip()),
        bind.isEmpty() ? "127.0.0.1" : bind);
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > HIGHEST) {
      throw new IllegalArgumentException(
          "STITCH_WORKER_PORT must be a port from 1 to " + HIGHEST + ", not " + text);
    }
    return Integer.parseInt(text);
  }

  boolean listens() {
    return port > 0;
  }
}
