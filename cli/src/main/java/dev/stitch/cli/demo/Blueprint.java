package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.port.JsonCodec;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Flows that belong together.
 *
 * @param businessFlow the flow with the UX spine
 * @param systemFlows what is mapped to its UX nodes, and what runs by itself; a flow that calls
 *     another comes after it, and names it by {@value #FLOW} and its name
 * @param inboundRoute where mail of unknown senders leads, null when nowhere
 * @param script by which a demonstration plays their people, null when there is none
 */
record Blueprint(
    String name,
    String description,
    BusinessFlow businessFlow,
    List<SystemFlow> systemFlows,
    @Nullable InboundRoute inboundRoute,
    @Nullable Script script) {

  /** What goes before the name of a flow that a step calls. */
  static final String FLOW = "flow:";

  /** The blueprints that are part of the program. */
  static final List<String> NAMES = List.of("outreach", "reply-campaign");

  private static final String DEMONSTRATED = "outreach";

  /** A flow with a UX spine. */
  record BusinessFlow(String name, JsonNode graph) {}

  /**
   * A flow of steps.
   *
   * @param uxNodeId where an entity starts it; null when it runs by itself
   */
  record SystemFlow(@Nullable String uxNodeId, String name, JsonNode graph) {}

  /** The address by which mail enters the business flow, and where. */
  record InboundRoute(String address, String uxNodeId) {}

  /**
   * What people do, and what is to come of it.
   *
   * @param lastNodeId the UX node at which a journey ends that went as it should
   * @param decisions what the person at the desk chooses, in turn
   * @param results what {@code entity.metadata.outreach.result} may be in the end, and how to say
   *     it
   */
  record Script(
      String lastNodeId,
      List<Reply> replies,
      List<Decision> decisions,
      Map<String, String> results) {}

  /**
   * Who answers a mail.
   *
   * @param subjectBegins the mails that this is about
   * @param oneIn of so many recipients one answers
   */
  record Reply(String subjectBegins, int oneIn, String text) {

    /**
     * Whether this recipient answers this mail: always the same ones, so that two demonstrations
     * compare.
     */
    boolean isGivenBy(String address, String subject) {
      return subject.startsWith(subjectBegins)
          && Math.floorMod((subjectBegins + address).hashCode(), oneIn) == 0;
    }
  }

  /**
   * A choice at the desk.
   *
   * @param share how often it is made, in proportion to the others
   */
  record Decision(String choice, int share) {}

  /** The blueprint that is demonstrated. */
  static Blueprint load() {
    return load(DEMONSTRATED);
  }

  /** One of {@link #NAMES}. */
  static Blueprint load(String name) {
    try {
      return JsonCodec.MAPPER.readValue(resource(name, "blueprint.json"), Blueprint.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The demonstrated blueprint's own contacts, as CSV. */
  static String contacts() {
    return new String(resource(DEMONSTRATED, "contacts.csv"), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String blueprint, String file) {
    String path = "/blueprints/" + blueprint + "/" + file;
    try (InputStream stream = Blueprint.class.getResourceAsStream(path)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
