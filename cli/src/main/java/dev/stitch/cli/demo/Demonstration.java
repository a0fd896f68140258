package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.json.JsonCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The story: contacts come in, flows are published, journeys start, people act, and everybody
 * arrives.
 */
final class Demonstration {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final int FAULTS_TOLD = 10;

  private final ApiClient api;
  private final Terminal terminal;
  private final ProgressDisplay display;
  private final Duration limit;

  /**
   * A demonstration.
   *
   * @param limit how long the journeys may take together
   */
  Demonstration(ApiClient api, Terminal terminal, ProgressDisplay display, Duration limit) {
    this.api = api;
    this.terminal = terminal;
    this.display = display;
    this.limit = limit;
  }

  /**
   * Runs it.
   *
   * @return whether every journey ended as it should
   */
  boolean run(Script script, ContactList contacts) throws InterruptedException {
    importContacts(contacts);
    String flowId = publish();
    DemoStages before = DemoStages.read(api, flowId);
    DemoJourneys seeding = DemoJourneys.start(api, flowId, contacts);
    terminal.line("Started " + seeding.accepted() + " journeys" + skipped(seeding.skipped()));
    if (seeding.size() > seeding.accepted()) {
      terminal.line(
          "Following "
              + (seeding.size() - seeding.accepted())
              + " more that were under way already");
    }
    try (People people = new People(api, seeding, script)) {
      boolean ended = follow(seeding, before, people);
      return report(seeding, script, people, ended);
    }
  }

  private String publish() {
    String blueprint = "/api/blueprints/" + Script.BLUEPRINT;
    JsonNode installed = api.post(blueprint + "/install", JsonCodec.MAPPER.createObjectNode());
    terminal.line(
        "Published \""
            + api.get(blueprint).path("title").asText()
            + "\" with "
            + (installed.path("flows").size() - 1)
            + " system flows");
    return installed.path("flowId").asText();
  }

  private void importContacts(ContactList contacts) {
    JsonNode answer = api.postCsv("/api/contacts/import", contacts.csv());
    terminal.line(
        "Contacts from %s: %d created, %d updated, %d unchanged, %d rows refused"
            .formatted(
                contacts.origin(),
                answer.path("created").asInt(),
                answer.path("updated").asInt(),
                answer.path("skipped").asInt(),
                answer.path("errors").size()));
    for (JsonNode error : answer.path("errors")) {
      terminal.line(
          "  line " + error.path("line").asText() + ": " + error.path("message").asText());
    }
  }

  private boolean follow(DemoJourneys seeding, DemoStages before, People people)
      throws InterruptedException {
    Instant begun = Instant.now();
    while (true) {
      people.act();
      int live = seeding.live(api);
      Duration elapsed = Duration.between(begun, Instant.now());
      display.show(
          new Snapshot(
              DemoStages.read(api, seeding.flowId()).since(before),
              seeding.size(),
              people.mails(),
              people.done(ScriptedRequest.Kind.REPLY),
              people.done(ScriptedRequest.Kind.DECISION),
              elapsed));
      if (live == 0 || elapsed.compareTo(limit) > 0) {
        // Mail that left in the last moment counts too, and so does what was just done.
        people.finish();
        return live == 0;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private boolean report(DemoJourneys seeding, Script script, People people, boolean ended) {
    Verdict verdict = Verdict.of(seeding.entities(api), script, people.decisions());
    terminal.line("");
    terminal.line(
        ended
            ? "All journeys have ended:"
            : "Not all journeys ended within " + limit.toMinutes() + " minutes:");
    verdict
        .results()
        .forEach(
            (result, count) ->
                terminal.line(
                    "  %5d  %s".formatted(count, script.results().getOrDefault(result, result))));
    terminal.line(
        "  %d mails went out, %d of them twice; %d were answered; %d human tasks were decided"
            .formatted(
                people.mails(),
                people.duplicateMails(),
                people.done(ScriptedRequest.Kind.REPLY),
                people.done(ScriptedRequest.Kind.DECISION)));
    if (people.tooLate() > 0) {
      terminal.line(
          "  %d replies or decisions came too late and changed nothing"
              .formatted(people.tooLate()));
    }
    verdict.faults().stream()
        .limit(FAULTS_TOLD)
        .forEach(fault -> terminal.line("  wrong: " + fault));
    if (verdict.faults().size() > FAULTS_TOLD) {
      terminal.line("  wrong: " + (verdict.faults().size() - FAULTS_TOLD) + " more");
    }
    return ended
        && seeding.size() > 0
        && verdict.isGood()
        && people.duplicateMails() == 0
        && people.done(ScriptedRequest.Kind.REPLY) > 0;
  }

  private static String skipped(Map<String, Integer> reasons) {
    return reasons.isEmpty()
        ? ""
        : reasons.entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", ", "; left out: ", ""));
  }
}
