package dev.stitch.cli.demo;

import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What people do in the demonstration, and what is to come of it.
 *
 * @param lastNodeId the UX node at which a journey ends that went as it should
 * @param decisions what the person at the desk chooses, in turn
 * @param results what {@code entity.metadata.outreach.result} may be in the end, and how to say it
 */
record Script(
    String lastNodeId, List<Reply> replies, List<Decision> decisions, Map<String, String> results) {

  /** The blueprint that is demonstrated. */
  static final String BLUEPRINT = "outreach";

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

  static Script load() {
    try {
      return JsonCodec.MAPPER.readValue(resource("script.json"), Script.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The demonstration's own contacts, as CSV. */
  static String contacts() {
    return new String(resource("contacts.csv"), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String file) {
    try (InputStream stream = Script.class.getResourceAsStream("/demo/" + file)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
