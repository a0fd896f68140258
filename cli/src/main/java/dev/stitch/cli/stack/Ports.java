package dev.stitch.cli.stack;

/**
 * The ports of a stack.
 *
 * @param api API and console
 * @param temporal the Temporal frontend
 * @param temporalUi Temporal's Web UI
 * @param postgres PostgreSQL
 */
public record Ports(int api, int temporal, int temporalUi, int postgres) {

  /** What everybody expects when nothing stands in the way. */
  public static final Ports USUAL = new Ports(8080, 7233, 8233, 5433);

  /** The file in which a home keeps its ports, so that bookmarks stay right. */
  public static JsonFile<Ports> file(Home home) {
    return new JsonFile<>(home.ports(), Ports.class);
  }
}
