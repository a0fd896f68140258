package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Journeys with something of everything under way at any moment: mails, timers, conditions, events
 * awaited with and without success, parallel paths of both isolations. None can end before its
 * {@link #DECISION} has come.
 */
final class CrashCampaign {

  /** Awaited for four seconds, then the path goes on without it. */
  static final String HINT = "hint";

  /** Awaited until it comes. */
  static final String DECISION = "decision";

  /** The mails that every contact gets; of those in one group, exactly one. */
  static final List<Set<String>> MAILS =
      List.of(
          Set.of("hello"),
          Set.of("mail-even", "mail-odd"),
          Set.of("memo"),
          Set.of("thanks", "nudge"),
          Set.of("confirm"),
          Set.of("parting"));

  private final Api api;
  private final String flowId;

  private CrashCampaign(Api api, String flowId) {
    this.api = api;
    this.flowId = flowId;
  }

  static CrashCampaign publish(Api api) {
    String bmc =
        api.flow(
            "bmc",
            "Crash campaign",
            Canvas.spine("greeted", "nurtured", "decided", "closed").graph());
    api.map(bmc, "greeted", api.flow("system", "Greeting", greeting().graph()));
    api.map(bmc, "greeted", api.flow("system", "Memo", memo().graph()));
    api.map(bmc, "nurtured", api.flow("system", "Nurture", nurture().graph()));
    api.map(bmc, "decided", api.flow("system", "Decision", decision().graph()));
    api.map(bmc, "decided", api.flow("system", "Parting", parting().graph()));
    return new CrashCampaign(api, bmc);
  }

  private static Canvas greeting() {
    return new Canvas()
        .node("hello", "email.send", mail("Hello"))
        .node("rest", "wait", "{'until':'now + duration(contact.attributes.rest)'}")
        .node("is-even", "condition", "{'expression':\"'even' in contact.tags\"}")
        .node("mail-even", "email.send", mail("Even"))
        .node("mail-odd", "email.send", mail("Odd"))
        .node("greeted", "set", "{'values':{'crash.greeted':'true'}}")
        .edge("hello", "rest")
        .edge("rest", "is-even")
        .edge("is-even", "mail-even", "true")
        .edge("is-even", "mail-odd", "false")
        .edge("mail-even", "greeted")
        .edge("mail-odd", "greeted");
  }

  private static Canvas memo() {
    return Canvas.inline()
        .node("note", "set", "{'values':{'crash.noted':'size(contact.email)'}}")
        .node("nap", "wait", "{'duration':'PT3S'}")
        .node("memo", "email.send", mail("Memo"))
        .edge("note", "nap")
        .edge("nap", "memo");
  }

  private static Canvas nurture() {
    return new Canvas()
        .node("listen", "wait.event", "{'event':'" + HINT + "','timeout':'PT4S'}")
        .node("thanks", "email.send", mail("Thanks"))
        .node("nudge", "email.send", mail("Nudge"))
        .edge("listen", "thanks")
        .edge("listen", "nudge", "timeout");
  }

  private static Canvas decision() {
    return Canvas.inline()
        .node("ask", "wait.event", "{'event':'" + DECISION + "','timeout':'P30D'}")
        .node("confirm", "email.send", mail("Confirmed"))
        .node("settle", "wait", "{'duration':'PT2S'}")
        .node("decided", "set", "{'values':{'crash.decision':'steps.ask.output.choice'}}")
        .edge("ask", "confirm")
        .edge("confirm", "settle")
        .edge("settle", "decided");
  }

  private static Canvas parting() {
    return new Canvas()
        .node("linger", "wait", "{'duration':'PT6S'}")
        .node("parting", "email.send", mail("Goodbye"))
        .edge("linger", "parting");
  }

  private static String mail(String subject) {
    return "{'mailbox':'built-in','subject':'%s {{contact.name}}','text':'%s.'}"
        .formatted(subject, subject);
  }

  /** Contacts numbered from here; every other one is even, and they rest from 1 to 9 seconds. */
  List<String> contacts(int first, int count) {
    List<String> ids = new ArrayList<>();
    for (int number = first; number < first + count; number++) {
      JsonNode contact =
          Canvas.json(
              """
              {'name':'Contact %d','email':'crash-%d@example.org','tags':['%s'],
               'attributes':{'rest':'%ds'}}
              """
                  .formatted(number, number, number % 2 == 0 ? "even" : "odd", 1 + number % 9));
      ids.add(api.post("/api/contacts", contact).good().get("id").asText());
    }
    return ids;
  }

  /** Starts the contacts' journeys; answers the entities' ids. */
  List<String> seed(String key, List<String> contactIds) {
    ArrayNode ids = ((ArrayNode) Canvas.json("[]"));
    contactIds.forEach(ids::add);
    JsonNode accepted =
        api.postUntilAccepted(
            "/api/flows/" + flowId + "/run", key, Canvas.json("{'contactIds':" + ids + "}"));
    return StreamSupport.stream(accepted.get("entities").spliterator(), false)
        .map(entity -> entity.get("entityId").asText())
        .collect(Collectors.toList());
  }

  /** Tells a journey of an event until that is accepted. */
  void tell(String entityId, String event) {
    api.postUntilAccepted(
        "/api/entities/" + entityId + "/events",
        eventId(entityId, event),
        Canvas.json(
            "{'id':'%s','name':'%s','data':{'choice':'go'}}"
                .formatted(eventId(entityId, event), event)));
  }

  static String eventId(String entityId, String event) {
    return event + "-" + entityId;
  }

  String flowId() {
    return flowId;
  }
}
