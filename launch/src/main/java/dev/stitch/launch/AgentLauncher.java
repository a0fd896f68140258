package dev.stitch.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.agent.AgentArguments;
import dev.stitch.agent.AgentContract;
import dev.stitch.agent.AgentLimits;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.AgentRunner;
import dev.stitch.model.RunFamily;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.AgentRunRepository.Details;
import dev.stitch.store.agent.AgentRunRepository.LastRun;
import dev.stitch.store.agent.NewMessage;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.agent.SessionRepository.Unheard;
import dev.stitch.store.agent.SessionStatus;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import dev.stitch.store.workspace.CleanupStatus;
import dev.stitch.store.workspace.WorkspaceRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts runs of agents, and tells them of what people write to their sessions. */
@Singleton
public class AgentLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(AgentLauncher.class);

  private static final String LIMITS = "limits";

  /** Who writes the task of an agent that a step calls. */
  private static final String FLOW = "flow";

  private final Database database;
  private final SessionRepository sessions;
  private final AgentRunRepository agents;
  private final WorkspaceRepository workspaces;
  private final RunLauncher runs;
  private final Launcher launcher;

  AgentLauncher(
      Database database,
      SessionRepository sessions,
      AgentRunRepository agents,
      WorkspaceRepository workspaces,
      RunLauncher runs,
      Launcher launcher) {
    this.database = database;
    this.sessions = sessions;
    this.agents = agents;
    this.workspaces = workspaces;
    this.runs = runs;
    this.launcher = launcher;
  }

  /**
   * A run that was accepted.
   *
   * @param workspaceId where it works, also when that is yet to be made; null for nowhere
   * @param launch how to start it once the row is committed
   */
  public record Begun(UUID runId, UUID sessionId, @Nullable UUID workspaceId, Launch launch) {}

  /** Takes part in the surrounding transaction, which holds the session's lock when it is there. */
  public Begun accept(NewAgentRun run) {
    String startedBy = run.origin().startedBy();
    UUID sessionId = run.sessionId();
    if (sessionId == null) {
      sessionId = Ids.next();
      sessions.insert(sessionId, run.sessionName(), startedBy);
    }
    int message =
        sessions.write(
            sessionId, NewMessage.ofPerson(startedBy == null ? FLOW : startedBy, run.task()));
    ObjectNode config = run.config().deepCopy();
    config.set(LIMITS, JsonCodec.MAPPER.valueToTree(run.limits()));
    Details details =
        new Details(
            run.origin().name(),
            run.agentType(),
            run.task(),
            AgentWorkspace.of(config).map(AgentWorkspace::persistent).orElse(true),
            run.metadata(),
            sessions.answers(sessionId));
    return accept(
        run.id(), run.origin(), sessionId, details, run.limits(), config, run.entityId(), message);
  }

  private Begun accept(
      UUID runId,
      NewRun.Origin origin,
      UUID sessionId,
      Details details,
      AgentLimits limits,
      JsonNode config,
      @Nullable UUID entityId,
      int message) {
    ObjectNode trigger = origin.trigger().deepCopy();
    UUID workspaceId = AgentWorkspace.of(config).map(AgentWorkspace::id).orElse(null);
    Launch launch =
        runs.accept(
            new NewRun(
                runId,
                WorkflowType.AGENT,
                new NewRun.Origin(
                    origin.name(),
                    origin.startedBy(),
                    trigger.put("sessionId", sessionId.toString()),
                    origin.triggerKind(),
                    null),
                null,
                entityId,
                null,
                config,
                null,
                null),
            RunFamily.AGENT,
            AgentArguments.of(
                runId, sessionId, limits, message, workspaceId != null, runner(config)));
    agents.insert(runId, sessionId, details);
    return new Begun(runId, sessionId, workspaceId, launch);
  }

  private static AgentRunner runner(JsonNode config) {
    return AgentRunner.of(config.path("runner").asText()).orElse(AgentRunner.SDK);
  }

  /**
   * What becomes of a message that was written.
   *
   * @param runId the run that is given it; null when the session has never had one
   * @param afterCommit tells a run of it, or starts one
   */
  public record Written(int seq, @Nullable UUID runId, Runnable afterCommit) {}

  /**
   * Writes a message of a person to a session. A run that is under way is given it with its next
   * turn; where there is none, one begins that goes on as the last did. Takes part in the
   * surrounding transaction, which holds the session's lock.
   */
  public Written write(UUID sessionId, String author, String text) {
    int seq = sessions.write(sessionId, NewMessage.ofPerson(author, text));
    Optional<LastRun> last = agents.lastOf(sessionId);
    if (last.isEmpty()) {
      return new Written(seq, null, () -> {});
    }
    if (last.get().isLive()) {
      return new Written(seq, last.get().id(), () -> tellOrLeave(sessionId, last.get(), seq));
    }
    Begun begun = goOn(sessionId, last.get(), author, seq);
    return new Written(seq, begun.runId(), () -> launcher.startOrLeave(begun.launch()));
  }

  /** When it fails, {@link #tellUnheard} tells it within a minute. */
  private void tellOrLeave(UUID sessionId, LastRun run, int seq) {
    try {
      tell(sessionId, run, seq);
    } catch (RuntimeException e) {
      LOG.warn("Run {} could not be told of message {} yet", run.id(), seq, e);
    }
  }

  /** A run that has ended just now is followed by another; one that was never begun reads it. */
  private void tell(UUID sessionId, LastRun run, int seq) {
    if (launcher.signal(run.workflowId(), AgentContract.MESSAGE, seq)) {
      sessions.told(sessionId, seq);
    } else {
      goOn(sessionId);
    }
  }

  /**
   * Makes up for what got lost between the writing of a message and its run. Telling a run twice
   * changes nothing.
   *
   * @param age how long ago a message was written at least
   * @param limit sessions at most
   */
  public void tellUnheard(Duration age, int limit) {
    for (Unheard unheard : sessions.unheard(age, limit)) {
      UUID sessionId = unheard.sessionId();
      agents
          .lastOf(sessionId)
          .filter(LastRun::isLive)
          .ifPresentOrElse(run -> tell(sessionId, run, unheard.seq()), () -> goOn(sessionId));
    }
  }

  /**
   * Has a session's people answered: begins a run where none is under way and something was written
   * that no run was given. Doing it twice begins one.
   */
  public void goOn(UUID sessionId) {
    database
        .transaction(
            () -> {
              if (sessions.lock(sessionId).filter(SessionStatus::takesMessages).isEmpty()) {
                return Optional.<Begun>empty();
              }
              int newest = sessions.newestOfPeople(sessionId);
              return agents
                  .lastOf(sessionId)
                  .filter(last -> !last.isLive() && newest > sessions.lastGiven(sessionId))
                  .map(last -> goOn(sessionId, last, author(sessionId, newest), newest));
            })
        .ifPresent(begun -> launcher.startOrLeave(begun.launch()));
  }

  private String author(UUID sessionId, int seq) {
    return sessions.message(sessionId, seq).orElseThrow().author();
  }

  private Begun goOn(UUID sessionId, LastRun last, String startedBy, int message) {
    UUID runId = Ids.next();
    ObjectNode config = RunRow.asked(last.config());
    AgentWorkspace.of(config).ifPresent(before -> succeeding(before, runId).writeTo(config));
    Details details =
        new Details(
            last.details().workflowName(),
            last.details().agentType(),
            last.details().taskInput(),
            last.details().persistent(),
            last.details().metadata(),
            last.details().scriptFrom());
    AgentLimits limits = JsonCodec.MAPPER.convertValue(config.path(LIMITS), AgentLimits.class);
    NewRun.Origin origin =
        new NewRun.Origin(
            details.workflowName(),
            startedBy,
            Jsonb.object().put("kind", "api"),
            TriggerKind.API,
            null);
    return accept(runId, origin, sessionId, details, limits, config, last.entityId(), message);
  }

  /**
   * The workspace of the run before; a new one where that run had made its own, which is gone or
   * goes.
   */
  private AgentWorkspace succeeding(AgentWorkspace before, UUID runId) {
    boolean gone =
        !before.persistent()
            || workspaces
                .find(before.id())
                .filter(workspace -> workspace.cleanupStatus() != CleanupStatus.KEPT)
                .isPresent();
    return gone && before.repo() != null ? before.anew(runId) : before;
  }
}
