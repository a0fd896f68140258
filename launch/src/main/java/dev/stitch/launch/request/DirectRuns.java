package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.journey.JourneyContract;
import dev.stitch.launch.RunLauncher;
import dev.stitch.machine.ResumePoint;
import dev.stitch.port.PathArguments;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.GraphRepository;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Runs of system flows that nobody's journey started. */
@Singleton
public class DirectRuns {

  /** Characters of a node's id. */
  private static final int MAX_NODE_ID = 128;

  private final RunVersions versions;
  private final UxNodes uxNodes;
  private final EntityRepository entities;
  private final ContactRepository contacts;
  private final RunLauncher launcher;
  private final GraphRepository graphs;
  private final ConnectionNeeds connections;
  private final RunRepository runs;
  private final ResumePoints resumes;

  DirectRuns(
      RunVersions versions,
      UxNodes uxNodes,
      EntityRepository entities,
      ContactRepository contacts,
      RunLauncher launcher,
      GraphRepository graphs,
      ConnectionNeeds connections,
      RunRepository runs,
      ResumePoints resumes) {
    this.versions = versions;
    this.uxNodes = uxNodes;
    this.entities = entities;
    this.contacts = contacts;
    this.launcher = launcher;
    this.graphs = graphs;
    this.connections = connections;
    this.runs = runs;
    this.resumes = resumes;
  }

  /**
   * Writes a run's row in the surrounding transaction.
   *
   * @throws Refusal when the flow cannot run like this
   */
  public AcceptedRun accept(Flow flow, RunRequest request, RunOrigin origin) {
    PathArguments run = checked(flow, request, origin);
    return new AcceptedRun(run.runId(), launcher.accept(run, null));
  }

  /**
   * What a run would begin with; in the surrounding transaction, since it keeps a draft's graph.
   *
   * @throws Refusal when the flow cannot run like this
   */
  public PathArguments checked(Flow flow, RunRequest request, RunOrigin origin) {
    refuseSeeding(request);
    requireNodeId(request.uxNodeId());
    RunVersion version = version(flow, request);
    RunRow earlier = earlier(flow, request.startAt());
    JsonNode input = SchemaCheck.checked(version.inputSchema(), given(request, earlier), "/input");
    BoundedJson.require("/input", input, SizeLimits.RUN_INPUT);
    Map<String, String> chosen = chosen(request, earlier);
    connections.require(graphs.graph(version.hash()).orElseThrow(), chosen);
    EntityRow entity = request.entityId() == null ? null : entity(request);
    UUID contactId = entity == null ? contactId(request, earlier) : entity.contact().id();
    ResumePoint resume = earlier == null ? null : resume(earlier, request.startAt(), version);
    UUID runId = Ids.next();
    return new PathArguments(
        runId,
        runId,
        null,
        flow.name(),
        flow.id(),
        version.plan(),
        input,
        trigger(request, origin, contactId, chosen),
        origin.kind().word(),
        origin.actor(),
        entity == null ? null : entity.id(),
        contactId,
        request.uxNodeId(),
        null,
        1,
        entity == null ? null : entity.metadata(),
        resume,
        false,
        entity == null ? null : JourneyContract.workflowId(entity.id()),
        entity != null,
        null,
        null,
        null);
  }

  private RunVersion version(Flow flow, RunRequest request) {
    String only = only(request.startAt());
    if (only == null && !request.hasPins()) {
      return versions.runnable(flow, request.version());
    }
    if (request.version() == null || !"draft".equals(request.version().textValue())) {
      throw Refusal.invalid(
          only == null ? "/pins" : StartAt.ONLY, "belongs to tests: set version to \"draft\"");
    }
    return versions.tested(flow, request.hasPins(), only);
  }

  /** The step that runs alone; null where others run too. */
  private static @Nullable String only(@Nullable StartAt startAt) {
    if (startAt == null || !startAt.isOnly()) {
      return null;
    }
    requireStep(startAt);
    return startAt.nodeId();
  }

  private @Nullable ResumePoint resume(RunRow earlier, StartAt startAt, RunVersion version) {
    return startAt.isOnly()
        ? resumes.before(earlier.id(), version.plan()).orElse(null)
        : resumes.upTo(earlier.id(), startAt.nodeId(), version.plan());
  }

  private static JsonNode given(RunRequest request, @Nullable RunRow earlier) {
    if (request.input() != null) {
      return request.input();
    }
    JsonNode input = earlier == null ? null : earlier.config().get("input");
    return input == null ? Jsonb.object() : input;
  }

  private static Map<String, String> chosen(RunRequest request, @Nullable RunRow earlier) {
    if (request.connections() != null) {
      return request.connections();
    }
    Map<String, String> chosen = new TreeMap<>();
    if (earlier != null) {
      earlier
          .origin()
          .trigger()
          .path("connections")
          .properties()
          .forEach(choice -> chosen.put(choice.getKey(), choice.getValue().textValue()));
    }
    return chosen;
  }

  private static void requireStep(StartAt startAt) {
    if (startAt.nodeId() == null) {
      throw Refusal.invalid(StartAt.NODE_ID, "is required: the step to begin at");
    }
  }

  /** The run whose outputs are taken over; null for a run that takes over nothing. */
  private @Nullable RunRow earlier(Flow flow, @Nullable StartAt startAt) {
    if (startAt == null || (startAt.isOnly() && startAt.runId() == null)) {
      return null;
    }
    if (startAt.runId() == null) {
      throw Refusal.invalid(StartAt.RUN_ID, "is required: the run whose outputs are taken over");
    }
    requireStep(startAt);
    RunRow run =
        runs.find(startAt.runId())
            .filter(found -> flow.id().equals(found.flowId()))
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        StartAt.RUN_ID,
                        "flow '" + flow.name() + "' has no run " + startAt.runId()));
    if (run.parentRunId() != null || !run.config().has("workflowInput")) {
      throw Refusal.conflict(
          StartAt.RUN_ID,
          "Run " + run.id() + " was started by a journey or a step: begin from a direct run.");
    }
    if (!run.status().isFinal()) {
      throw Refusal.conflict(
          StartAt.RUN_ID, "Run " + run.id() + " is " + run.status().word() + ": it has not ended.");
    }
    return run;
  }

  /** The contact of a run without an entity: the one that is named, else the earlier run's. */
  private @Nullable UUID contactId(RunRequest request, @Nullable RunRow earlier) {
    UUID asked = request.contactId() == null ? earlierContact(earlier) : request.contactId();
    if (asked == null) {
      return null;
    }
    Contact contact =
        contacts
            .find(asked)
            .orElseThrow(() -> Refusal.invalid("/contactId", "there is no contact " + asked));
    if (contact.status() == ContactStatus.ARCHIVED) {
      throw Refusal.conflict(
          "/contactId", "Contact " + asked + " is archived: make it active, or choose another.");
    }
    return asked;
  }

  private static @Nullable UUID earlierContact(@Nullable RunRow earlier) {
    String id =
        earlier == null
            ? null
            : earlier.config().path("workflowInput").path("contactId").textValue();
    return id == null ? null : UUID.fromString(id);
  }

  private EntityRow entity(RunRequest request) {
    if (request.contactId() != null) {
      throw Refusal.invalid(
          "/contactId", "the entity says which contact it is: name an entity or a contact");
    }
    EntityRow entity =
        entities
            .find(request.entityId())
            .orElseThrow(
                () -> Refusal.invalid("/entityId", "there is no entity " + request.entityId()));
    if (entity.status().isFinal()) {
      throw Refusal.conflict(
          "/entityId",
          "Entity " + entity.id() + " is " + entity.status().word() + ": its journey has ended.");
    }
    if (request.uxNodeId() != null) {
      uxNodes.require(entity.planHash(), request.uxNodeId(), "/uxNodeId");
    }
    return entity;
  }

  /** Without an entity no graph says whether there is such a node; no graph has a longer one. */
  private static void requireNodeId(@Nullable String uxNodeId) {
    if (uxNodeId != null && uxNodeId.length() > MAX_NODE_ID) {
      throw Refusal.invalid(
          "/uxNodeId", "must have at most " + MAX_NODE_ID + " characters, as ids of nodes have");
    }
  }

  private static ObjectNode trigger(
      RunRequest request,
      RunOrigin origin,
      @Nullable UUID contactId,
      Map<String, String> connections) {
    ObjectNode trigger = origin.trigger().deepCopy();
    trigger.put("uxNodeId", request.uxNodeId());
    if (request.entityId() != null) {
      trigger.put("entityId", request.entityId().toString());
    } else if (contactId != null) {
      trigger.put("contactId", contactId.toString());
    }
    if (request.startAt() != null) {
      trigger.set("startAt", Jsonb.tree(request.startAt()));
    }
    if (request.hasPins()) {
      trigger.put("pins", true);
    }
    if (!connections.isEmpty()) {
      // Ids only: the credentials are looked up where they are used.
      trigger.set("connections", Jsonb.tree(connections));
    }
    return trigger;
  }

  private static void refuseSeeding(RunRequest request) {
    refuse("/contactIds", request.contactIds());
    refuse("/contactFilter", request.contactFilter());
    refuse("/entityIds", request.entityIds());
    refuse("/metadata", request.metadata());
    refuse("/dryRun", request.dryRun());
  }

  private static void refuse(String pointer, @Nullable Object value) {
    if (value != null) {
      throw Refusal.invalid(pointer, "belongs to business flows; this is a system flow");
    }
  }
}
