package dev.stitch.api.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.contact.ContactRequest;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Flows that belong together, or a template, and who is to try them.
 *
 * @param shows what there is to see in it, a few words each
 * @param template a campaign, as it is created by the API; null when there are flows
 * @param businessFlow the flow with the UX spine; null when the system flows run by themselves
 * @param systemFlows what is mapped to its UX nodes, and what runs by itself; a flow that calls
 *     another comes after it, and names it by {@value #FLOW} and its name
 * @param inboundRoute where mail of unknown senders leads, null when nowhere
 */
record Blueprint(
    String id,
    String title,
    String description,
    List<String> shows,
    @Nullable ObjectNode template,
    @Nullable BusinessFlow businessFlow,
    List<SystemFlow> systemFlows,
    @Nullable InboundRoute inboundRoute,
    Trial trial) {

  /** What goes before the name of a flow that a step calls. */
  static final String FLOW = "flow:";

  Blueprint {
    shows = List.copyOf(shows);
    systemFlows = systemFlows == null ? List.of() : List.copyOf(systemFlows);
    systemFlows = List.copyOf(systemFlows);
  }

  /** A flow with a UX spine. */
  record BusinessFlow(String name, JsonNode graph) {}

  /**
   * A flow of steps.
   *
   * @param uxNodeId where an entity starts it; null when it runs by itself
   * @param inputSchema JSON Schema of its input, null when it takes any
   */
  record SystemFlow(
      @Nullable String uxNodeId, String name, JsonNode graph, @Nullable ObjectNode inputSchema) {}

  /** The address by which mail enters the business flow, and where. */
  record InboundRoute(String address, String uxNodeId) {}

  /**
   * How it is tried. With a {@code run} that begins, with {@code mails} these arrive, else the
   * contacts start journeys, or are enrolled in the template.
   *
   * @param contacts people with addresses that are reserved for examples
   */
  record Trial(List<ContactRequest> contacts, @Nullable DirectRun run, List<Mail> mails) {

    Trial {
      contacts = contacts == null ? List.of() : List.copyOf(contacts);
      mails = mails == null ? List.of() : List.copyOf(mails);
    }
  }

  /**
   * A direct run of one of the system flows.
   *
   * @param sampleRepository the field of the input that names the sample repository of the stack on
   *     this machine; null when the flow needs none
   */
  record DirectRun(String flow, ObjectNode input, @Nullable String sampleRepository) {}

  /**
   * A mail to the inbound route's address.
   *
   * @param from the bare address of its sender
   * @param name the sender's display name
   */
  record Mail(String from, String name, String subject, String text) {}

  /**
   * The flow that people look at first: the business flow, or the one that is run. A template has
   * none.
   */
  String mainFlow() {
    if (businessFlow != null) {
      return businessFlow.name();
    }
    return trial.run() == null ? systemFlows.getFirst().name() : trial.run().flow();
  }
}
