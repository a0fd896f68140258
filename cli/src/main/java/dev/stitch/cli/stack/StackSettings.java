package dev.stitch.cli.stack;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody asked {@code stitch up} for.
 *
 * @param home the stack's folder
 * @param apiPort the API's port; empty for a free one
 * @param sources what is built again whenever it changes, for whoever works on it; else empty
 * @param durable whether Temporal's commits wait for the disk
 * @param environment the variables of the process
 */
public record StackSettings(
    Home home,
    OptionalInt apiPort,
    Optional<Checkout> sources,
    boolean durable,
    Map<String, String> environment) {

  private static final String LOOPBACK = "127.0.0.1";

  /** Whether a Temporal server is named, so that none of ours is started. */
  public boolean usesOtherTemporal() {
    return usesOtherTemporal(environment);
  }

  /** Whether an environment names a Temporal server. */
  public static boolean usesOtherTemporal(Map<String, String> environment) {
    return present(environment, "TEMPORAL_ADDRESS").isPresent()
        || present(environment, "TEMPORAL_PROFILE").isPresent();
  }

  /** The address that the API listens on. */
  public String bind() {
    return present(environment, "STITCH_BIND").orElse(LOOPBACK);
  }

  /** Whether only this machine reaches the API. */
  public boolean isLocal() {
    try {
      return InetAddress.getByName(bind()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The host under which this machine reaches the API. */
  public String apiHost() {
    return bind().equals("0.0.0.0") || bind().equals("::") ? LOOPBACK : bind();
  }

  private static Optional<String> present(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
