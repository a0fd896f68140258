package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.port.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Flows that belong together, with the script by which a demonstration plays their people.
 *
 * @param businessFlow the flow with the UX spine
 * @param systemFlows what is mapped to its UX nodes
 */
record Blueprint(
    String name,
    String description,
    BusinessFlow businessFlow,
    List<SystemFlow> systemFlows,
    Script script) {

  private static final String FOLDER = "/blueprints/outreach/";

  /** A flow with a UX spine. */
  record BusinessFlow(String name, JsonNode graph) {}

  /** A flow that runs when an entity reaches a UX node. */
  record SystemFlow(String uxNodeId, String name, JsonNode graph) {}

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

  /** The outreach blueprint, which is part of the program. */
  static Blueprint load() {
    try {
      return JsonCodec.MAPPER.readValue(resource("blueprint.json"), Blueprint.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blueprint's own contacts, as CSV. */
  static String contacts() {
    return new String(resource("contacts.csv"), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Blueprint.class.getResourceAsStream(FOLDER + name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
