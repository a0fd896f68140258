package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;

/**
 * Journeys and runs that stand somewhere in their way, one in each state that an upgrade may meet.
 * {@link RecordStack} brings them there under one build, {@link UpgradeTest} to their end under
 * another. Each has a contact of its name, which is how it is found again.
 */
final class InFlight {

  /** Longer than bringing all of them there takes: nothing goes on before it is recorded. */
  private static final String A_WHILE = "PT5M";

  private static final String PARTING = "parting";

  private final Api api;
  private final WorkflowClient temporal;
  private final String parting;

  InFlight(Api api, WorkflowClient temporal) {
    this.api = api;
    this.temporal = temporal;
    parting =
        api.flow("system", "Parting", new Canvas().node(PARTING, "email.send", mail()).graph());
  }

  /**
   * One journey and where it is to end.
   *
   * @param mails the nodes that have sent a mail by then, one each, in the order of their names
   */
  record Traveller(String name, List<String> mails) {

    String email() {
      return email(name);
    }

    static String email(String name) {
      return "upgrade-" + name + "@example.org";
    }
  }

  /** Everybody of the first recording. */
  static final List<Traveller> TRAVELLERS =
      List.of(
          new Traveller("waits", List.of("first", PARTING, "second")),
          new Traveller("waits-long", List.of("late", PARTING)),
          new Traveller("listens", List.of("heard", PARTING)),
          new Traveller("listens-inline", List.of("heard", PARTING)),
          new Traveller("asked", List.of(PARTING, "thanks")),
          new Traveller("blocked", List.of("before", "mended", PARTING)),
          new Traveller("paused", List.of(PARTING, "rested")),
          new Traveller("each", List.of("all", "item", "item", "item", "item", "item", PARTING)),
          new Traveller("calls", List.of("called", PARTING, "returned")),
          new Traveller("continued", List.of("heard", PARTING)),
          new Traveller("continued-twice", List.of("heard", PARTING)),
          new Traveller("overdue", List.of(PARTING)),
          new Traveller("hopes", List.of(PARTING)),
          new Traveller("stays", List.of(PARTING)),
          new Traveller("beside", List.of("one", PARTING, "two")),
          new Traveller("written-to", List.of("letter", PARTING)),
          new Traveller("hosts", List.of("guest", PARTING)),
          new Traveller("done", List.of("only", PARTING)));

  /** Names of the flows that run directly. */
  static final String OUTSIDE = "Waits for an outside worker";

  static final String GUEST = "A guest of a journey";

  /** Brings all of them to where they wait. */
  void begin() {
    waits();
    listens("listens", new Canvas());
    listens("listens-inline", Canvas.inline());
    people();
    blocked();
    paused();
    calls();
    stages();
    beside();
    writtenTo();
    outside();
    hosts();
    done();
    continued();
    each();
  }

  private void waits() {
    travels(
        "waits",
        new Canvas()
            .node("first", "email.send", mail())
            .node("wait", "wait", "{'duration':'" + A_WHILE + "'}")
            .node("second", "email.send", mail())
            .edge("first", "wait")
            .edge("wait", "second"),
        "waiting");
    travels(
        "waits-long",
        Canvas.inline()
            .node("wait", "wait", "{'duration':'P36500D'}")
            .node("late", "email.send", mail())
            .edge("wait", "late"),
        "waiting");
  }

  private String listens(String name, Canvas canvas) {
    return travels(
        name,
        canvas
            .node("wait", "wait.event", "{'event':'go','match':'event.data.n > 1'}")
            .node("heard", "email.send", mail())
            .edge("wait", "heard"),
        "waiting");
  }

  /**
   * A journey that has continued as new, so that it has adopted its path; and one whose path has.
   */
  private void continued() {
    String adopting = listens("continued", new Canvas());
    tellUntilContinued(adopting, "journey/" + adopting);
    String both = listens("continued-twice", new Canvas());
    JsonNode paths = api.get("/api/workflows?entityId=" + both).good().get("data");
    tellUntilContinued(both, paths.get(0).get("workflowId").asText());
  }

  /** Of what the path does not wait for. */
  private void tellUntilContinued(String entity, String workflowId) {
    EarlyContinuation.bringAbout(
        temporal,
        workflowId,
        n ->
            api.post(
                    "/api/entities/" + entity + "/events",
                    Canvas.json("{'id':'noise-%d','name':'go','data':{'n':0}}".formatted(n)))
                .good());
    await(entity, "waiting");
  }

  private void people() {
    travels(
        "asked",
        new Canvas()
            .node("wait", "human.task", "{'title':'Go on?','choices':['yes','no']}")
            .node("thanks", "email.send", mail())
            .edge("wait", "thanks", "yes"),
        "waiting");
  }

  private void blocked() {
    travels(
        "blocked",
        new Canvas()
            .node("before", "email.send", mail())
            .node("bad", "set", "{'values':{'ready':'contact.attributes.ready'}}")
            .node("mended", "email.send", mail())
            .edge("before", "bad")
            .edge("bad", "mended"),
        "blocked");
  }

  private void paused() {
    String entity =
        travels(
            "paused",
            new Canvas()
                .node("wait", "wait", "{'duration':'" + A_WHILE + "'}")
                .node("rested", "email.send", mail())
                .edge("wait", "rested"),
            "waiting");
    api.post("/api/entities/" + entity + "/pause", "{\"timers\":\"freeze\"}").good();
    await(entity, "paused");
  }

  /** The items wait as long as their contact says, which is shortened before they go on. */
  private void each() {
    String item =
        api.flow(
            "system",
            "Item",
            new Canvas()
                .node("wait", "wait", "{'until':'now + duration(contact.attributes.rest)'}")
                .node("item", "email.send", mail())
                .edge("wait", "item")
                .graph());
    travels(
        "each",
        new Canvas()
            .node(
                "wait",
                "for_each",
                "{'flowId':'%s','items':'[1, 2, 3, 4, 5]','concurrency':2}".formatted(item))
            .node("all", "email.send", mail())
            .edge("wait", "all"),
        "waiting");
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> waitingItems(item) == 2,
            () -> "two items wait: " + api.get("/api/workflows?flowId=" + item).body());
  }

  private int waitingItems(String flowId) {
    int waiting = 0;
    for (JsonNode run : api.get("/api/workflows?flowId=" + flowId).good().get("data")) {
      JsonNode view = api.get("/api/workflows/" + run.get("id").asText()).good();
      waiting += view.at("/nodeStates/wait/status").asText().equals("waiting") ? 1 : 0;
    }
    return waiting;
  }

  private void calls() {
    String called =
        api.flow(
            "system",
            "Called",
            new Canvas()
                .node("ask", "human.task", "{'title':'Called?','choices':['yes']}")
                .node("called", "email.send", mail())
                .edge("ask", "called", "yes")
                .graph());
    String entity =
        travels(
            "calls",
            new Canvas()
                .node("wait", "subflow", "{'flowId':'%s'}".formatted(called))
                .node("returned", "email.send", mail())
                .edge("wait", "returned"),
            "waiting");
    awaitTask(entity);
  }

  /** Stages that are left by something else than a path's end. */
  private void stages() {
    seed(
        "overdue",
        new Canvas()
            .node("start", "ux", "{'advance':'manual','deadline':'" + A_WHILE + "'}")
            .node("end", "ux", "{}")
            .edge("start", "end", "timeout"),
        "waiting");
    seed(
        "hopes",
        new Canvas()
            .node("start", "ux", "{'advance':'on_event','event':'go'}")
            .node("end", "ux", "{}")
            .edge("start", "end"),
        "waiting");
    seed(
        "stays",
        new Canvas()
            .node("start", "ux", "{'advance':'manual'}")
            .node("end", "ux", "{}")
            .edge("start", "end"),
        "waiting");
  }

  private void beside() {
    String one =
        api.flow("system", "Beside", new Canvas().node("one", "email.send", mail()).graph());
    String two =
        api.flow(
            "system",
            "Beside a person",
            new Canvas()
                .node("wait", "human.task", "{'title':'Two?','choices':['yes']}")
                .node("two", "email.send", mail())
                .edge("wait", "two", "yes")
                .graph());
    String entity = seed("beside", Canvas.spine("start", "end"), "waiting", one, two);
    awaitTask(entity);
  }

  private void writtenTo() {
    travels(
        "written-to",
        new Canvas()
            .node("model", "llm.generate", "{'model':'scripted','prompt':'Greet {{contact.name}}'}")
            .node("wait", "wait.event", "{'event':'go'}")
            .node(
                "letter",
                "email.send",
                "{'mailbox':'built-in','subject':'Letter','text':'{{steps.model.output.text}}'}")
            .edge("model", "wait")
            .edge("wait", "letter"),
        "waiting");
  }

  private void outside() {
    String direct =
        api.flow(
            "system",
            OUTSIDE,
            new Canvas()
                .node("wait", "callback", "{}")
                .node("double", "transform", "{'values':{'value':'steps.wait.output.n * 2'}}")
                .edge("wait", "double")
                .graph());
    awaitNode(run(direct, "{}"), "wait");
  }

  private void hosts() {
    String entity = seed("hosts", Canvas.spine("start", "end"), "waiting");
    String direct =
        api.flow(
            "system",
            GUEST,
            new Canvas()
                .node("wait", "human.task", "{'title':'Guest?','choices':['yes']}")
                .node("guest", "email.send", mail())
                .edge("wait", "guest", "yes")
                .graph());
    awaitNode(run(direct, "{'entityId':'%s','uxNodeId':'start'}".formatted(entity)), "wait");
  }

  private void done() {
    travels("done", new Canvas().node("only", "email.send", mail()), "completed");
  }

  /** A journey over two stages: one with these steps, and one that sends the last mail. */
  private String travels(String name, Canvas steps, String status) {
    String system = api.flow("system", name, steps.graph());
    return seed(name, Canvas.spine("start", "end"), status, system);
  }

  private String seed(String name, Canvas spine, String status, String... systems) {
    String flow = api.flow("bmc", "Journey " + name, spine.graph());
    for (String system : systems) {
      api.map(flow, "start", system);
    }
    api.map(flow, "end", parting);
    ObjectNode contact =
        (ObjectNode)
            Canvas.json(
                "{'name':'%s','email':'%s','attributes':{'rest':'300s'}}"
                    .formatted(name, Traveller.email(name)));
    String id = api.post("/api/contacts", contact).good().get("id").asText();
    String entity =
        api.post("/api/flows/" + flow + "/run", Canvas.json("{'contactIds':['" + id + "']}"))
            .good()
            .at("/entities/0/entityId")
            .asText();
    await(entity, status);
    return entity;
  }

  private String run(String flowId, String body) {
    return api.post("/api/flows/" + flowId + "/run", Canvas.json(body))
        .good()
        .get("runId")
        .asText();
  }

  private void await(String entity, String status) {
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> api.get("/api/entities/" + entity).good().get("status").asText().equals(status),
            () -> status + ": " + api.get("/api/entities/" + entity).body());
  }

  private void awaitTask(String entity) {
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () -> !api.get("/api/tasks?state=open&entityId=" + entity).good().get("data").isEmpty(),
            () -> "a task of " + entity);
  }

  private void awaitNode(String run, String node) {
    Eventually.within(Duration.ofSeconds(60))
        .until(
            () ->
                api.get("/api/workflows/" + run)
                    .good()
                    .at("/nodeStates/" + node + "/status")
                    .asText()
                    .equals("waiting"),
            () -> node + " waits: " + api.get("/api/workflows/" + run).body());
  }

  private static String mail() {
    return "{'mailbox':'built-in','subject':'Hello {{contact.name}}','text':'Hi.'}";
  }
}
