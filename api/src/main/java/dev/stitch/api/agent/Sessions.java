package dev.stitch.api.agent;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.agent.AgentTexts;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.Message;
import dev.stitch.store.agent.Session;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.agent.SessionStatus;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** Sessions of agents as their readers see them, and what people write to them. */
@Singleton
class Sessions {

  private static final String FORK = " (fork)";

  private final Database database;
  private final SessionRepository repository;
  private final AgentRunRepository runs;
  private final AgentLauncher agents;

  Sessions(
      Database database,
      SessionRepository repository,
      AgentRunRepository runs,
      AgentLauncher agents) {
    this.database = database;
    this.repository = repository;
    this.runs = runs;
    this.agents = agents;
  }

  Page<Session> list(SessionRepository.Query query, Caller caller, PageRequest page) {
    return repository.page(query, caller.actor(), page);
  }

  Session get(UUID id, Caller caller) {
    return repository.find(id, caller.actor()).orElseThrow(() -> notFound(id));
  }

  Page<Message> messages(UUID id, @Nullable Integer after, @Nullable UUID runId, PageRequest page) {
    if (!repository.exists(id)) {
      throw notFound(id);
    }
    return repository.messages(id, after, runId, page);
  }

  /** Takes part in the surrounding transaction. */
  Accepted<Session> create(@Nullable String name, Caller caller) {
    UUID id = Ids.next();
    repository.insert(id, AgentTexts.required("/name", name, AgentTexts.MAX_NAME), caller.actor());
    return created(id, caller);
  }

  private Accepted<Session> created(UUID id, Caller caller) {
    return new Accepted<>(
        HttpStatus.CREATED, get(id, caller), URI.create("/api/sessions/" + id), () -> {});
  }

  /**
   * A message that was taken in.
   *
   * @param runId the run that is given it; null when the session has never had one
   */
  record Sent(Message message, @Nullable UUID runId) {}

  /** Takes part in the surrounding transaction. */
  Accepted<Sent> write(UUID id, @Nullable String text, Caller caller) {
    String words = AgentTexts.required("/text", text, AgentTexts.MAX_TEXT);
    SessionStatus status = repository.lock(id).orElseThrow(() -> notFound(id));
    if (!status.takesMessages()) {
      throw ApiProblem.conflict(AgentTexts.closed(id));
    }
    AgentLauncher.Written written = agents.write(id, caller.actor(), words);
    Message message = repository.message(id, written.seq()).orElseThrow();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new Sent(message, written.runId()),
        URI.create("/api/sessions/" + id + "/messages"),
        written.afterCommit());
  }

  Session read(UUID id, int seq, Caller caller) {
    if (seq < 0) {
      throw ApiProblem.invalid("/seq", "must be 0 or more");
    }
    get(id, caller);
    repository.read(id, caller.actor(), seq);
    return get(id, caller);
  }

  /** Closing what is closed changes nothing. */
  Session close(UUID id, Caller caller) {
    database.transaction(
        () -> {
          SessionStatus status = repository.lock(id).orElseThrow(() -> notFound(id));
          runs.lastOf(id)
              .filter(AgentRunRepository.LastRun::isLive)
              .ifPresent(
                  run -> {
                    throw ApiProblem.conflict(
                        "Run %s of session %s is %s: cancel it first, or let it end."
                            .formatted(run.id(), id, run.status()));
                  });
          if (status.takesMessages()) {
            repository.set(id, SessionStatus.CLOSED);
          }
        });
    return get(id, caller);
  }

  /** Opening what is open changes nothing. */
  Session reopen(UUID id, Caller caller) {
    database.transaction(
        () -> {
          if (!repository.lock(id).orElseThrow(() -> notFound(id)).takesMessages()) {
            repository.set(id, SessionStatus.IDLE);
          }
        });
    return get(id, caller);
  }

  /** Takes part in the surrounding transaction. */
  Accepted<Session> fork(UUID id, int seq, Caller caller) {
    if (repository.lock(id).isEmpty()) {
      throw notFound(id);
    }
    Session session = get(id, caller);
    if (seq < 1 || seq > session.messageCount()) {
      throw ApiProblem.invalid(
          "/seq",
          session.messageCount() == 0
              ? "the session has no message to fork at"
              : "must be the number of a message, from 1 to " + session.messageCount());
    }
    String name = session.name();
    int room = AgentTexts.MAX_NAME - FORK.length();
    UUID fork = Ids.next();
    repository.fork(
        id,
        seq,
        fork,
        (name.length() > room ? name.substring(0, room) : name) + FORK,
        caller.actor());
    return created(fork, caller);
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("session", id);
  }
}
