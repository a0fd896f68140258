package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which connections the steps of a graph call with, and whether they are there. */
@Singleton
public class ConnectionNeeds {

  /** Mailboxes that are no stored connection: the server's own. */
  private static final Set<String> OWN_MAILBOXES = Set.of("built-in", "smtp", "gmail");

  private final ConnectionRepository connections;

  ConnectionNeeds(ConnectionRepository connections) {
    this.connections = connections;
  }

  private record Reference(Toolkit toolkit, String text) {}

  /** What a graph needs, in the order of its nodes. */
  public List<RequiredConnection> of(JsonNode graph) {
    List<RequiredConnection> needs = new ArrayList<>();
    references(graph)
        .forEach(
            (reference, nodeIds) ->
                needs.add(
                    new RequiredConnection(
                        reference.toolkit(),
                        nodeIds,
                        connections
                            .find(reference.toolkit(), reference.text())
                            .map(Connection::id)
                            .orElse(null),
                        candidates(reference.toolkit()))));
    return needs;
  }

  /**
   * Checks that a run has what its graph needs.
   *
   * @param chosen connection ids or names by toolkit, as the request gives them
   * @throws Refusal 422 naming each that is missing or not known
   */
  public void require(JsonNode graph, Map<String, String> chosen) {
    List<Refusal.Fault> faults = new ArrayList<>();
    chosen.forEach((toolkit, id) -> unknown(toolkit, id).ifPresent(faults::add));
    for (RequiredConnection need : of(graph)) {
      String toolkit = need.toolkit().text();
      if (need.boundId() == null && !chosen.containsKey(toolkit)) {
        faults.add(
            new Refusal.Fault(
                "/connections/" + toolkit,
                "is required by " + String.join(", ", need.nodeIds()),
                need.nodeIds().getFirst(),
                null));
      }
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  private Optional<Refusal.Fault> unknown(String name, String reference) {
    Optional<Toolkit> toolkit = Toolkit.named(name);
    if (toolkit.isEmpty()) {
      return Optional.of(
          new Refusal.Fault(
              "/connections/" + name, "is no toolkit; it is one of " + Toolkit.all()));
    }
    return reference != null && connections.find(toolkit.get(), reference).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal.Fault(
                "/connections/" + name, "there is no " + name + " connection " + reference));
  }

  private List<ConnectionCandidate> candidates(Toolkit toolkit) {
    return connections.all(toolkit).stream()
        .map(connection -> new ConnectionCandidate(connection.id(), connection.name()))
        .toList();
  }

  /** A mail server, unless only a Gmail account has the name. */
  private Toolkit sender(String mailbox) {
    return connections.find(Toolkit.SMTP, mailbox).isEmpty()
            && connections.find(Toolkit.GMAIL, mailbox).isPresent()
        ? Toolkit.GMAIL
        : Toolkit.SMTP;
  }

  private Map<Reference, List<String>> references(JsonNode graph) {
    Map<Reference, List<String>> references = new LinkedHashMap<>();
    for (JsonNode node : graph.path("nodes")) {
      reference(node)
          .ifPresent(
              reference ->
                  references
                      .computeIfAbsent(reference, first -> new ArrayList<>())
                      .add(node.path("id").asText()));
    }
    return references;
  }

  private Optional<Reference> reference(JsonNode node) {
    JsonNode data = node.path("data");
    return switch (node.path("type").asText()) {
      case "http.request" -> reference(Toolkit.HTTP, data.path("connection"));
      case "llm.generate", "llm.extract", "agent.run" ->
          reference(Toolkit.ANTHROPIC, data.path("connection"));
      case "email.send" ->
          reference(sender(data.path("mailbox").asText()), data.path("mailbox"))
              .filter(mailbox -> !OWN_MAILBOXES.contains(mailbox.text()));
      case "engagement.message",
          "engagement.follow",
          "engagement.like",
          "engagement.comment",
          "engagement.post" ->
          reference(Toolkit.X, data.path("connection"));
      case "sync" ->
          Toolkit.named(data.path("platform").asText())
              .flatMap(toolkit -> reference(toolkit, data.path("connection")));
      default -> Optional.empty();
    };
  }

  private static Optional<Reference> reference(Toolkit toolkit, JsonNode text) {
    return text.isTextual() && !text.textValue().isBlank()
        ? Optional.of(new Reference(toolkit, text.textValue()))
        : Optional.empty();
  }
}
