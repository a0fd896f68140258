package dev.stitch.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Picks ports: the remembered one, else the usual one, else the next free one above it. */
public final class PortChoice {

  private static final int TRIES = 200;
  private static final int MAX_PORT = 65_535;

  private final IntPredicate free;
  private final Set<Integer> given = new HashSet<>();

  /** Asks {@code free} about each candidate; never gives one port twice. */
  public PortChoice(IntPredicate free) {
    this.free = free;
  }

  /** Asks the operating system, and gives no port that another stack of this user has chosen. */
  public static PortChoice onThisMachine() {
    PortClaims claims = new PortClaims(CacheFolder.find(System.getenv()).resolve("ports"));
    return new PortChoice(port -> canListen(port) && claims.claim(port));
  }

  /**
   * Picks all ports of a stack.
   *
   * @param wantedApi the API's port when somebody asked for one
   * @param remembered the ports of last time, or the usual ones
   * @throws StackException when the wanted port is taken, or no port
   */
  public Ports choose(OptionalInt wantedApi, Ports remembered) {
    return new Ports(
        wantedApi.isPresent()
            ? insistOn(wantedApi.getAsInt())
            : pick(remembered.api(), Ports.USUAL.api()),
        pick(remembered.temporal(), Ports.USUAL.temporal()),
        pick(remembered.temporalUi(), Ports.USUAL.temporalUi()),
        pick(remembered.postgres(), Ports.USUAL.postgres()));
  }

  /**
   * A free port, the first from the usual one on.
   *
   * @throws StackException when none of some hundreds is free
   */
  public int free(int usual) {
    return pick(usual, usual);
  }

  private int insistOn(int port) {
    if (port < 1 || port > MAX_PORT) {
      throw new StackException(
          port + " is no port: ports are 1 to " + MAX_PORT + ". Leave --port out for a free one.");
    }
    if (take(port)) {
      return port;
    }
    throw new StackException(
        "Port "
            + port
            + " is taken. Stop what listens there, name another one with --port or STITCH_PORT, or"
            + " leave it out.");
  }

  private int pick(int remembered, int usual) {
    return IntStream.concat(IntStream.of(remembered), IntStream.range(usual, usual + TRIES))
        .filter(this::take)
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "No free port between " + usual + " and " + (usual + TRIES) + "."));
  }

  private boolean take(int port) {
    return !given.contains(port) && free.test(port) && given.add(port);
  }

  private static boolean canListen(int port) {
    // Both, because some systems let loopback and wildcard listen on one port side by side.
    try (ServerSocket loopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      loopback.close();
      try (ServerSocket everywhere = new ServerSocket(port)) {
        return everywhere.isBound();
      }
    } catch (IOException taken) {
      return false;
    }
  }
}
