package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import dev.stitch.store.testing.Postgres;
import dev.stitch.store.workspace.CleanupStatus;
import dev.stitch.store.workspace.RunGitRepository;
import dev.stitch.store.workspace.Workspace;
import dev.stitch.store.workspace.WorkspaceRepository;
import dev.stitch.store.workspace.WorkspaceState;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("server")
class GitStepsTest {

  @TempDir static Path shared;

  private static ApplicationContext context;
  private static StepServices services;
  private static Database database;
  private static WorkspaceRepository workspaces;
  private static WorkspaceHost host;
  private static GitStand stand;
  private static int repositories;

  private Path remote;

  @BeforeAll
  static void start() throws IOException {
    stand = new GitStand(shared);
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.git.roots", stand.roots.toString());
    properties.put("stitch.workspaces", shared.resolve("workspaces").toString());
    context = ApplicationContext.run(properties);
    services = context.getBean(StepServices.class);
    database = context.getBean(Database.class);
    workspaces = context.getBean(WorkspaceRepository.class);
    host = context.getBean(WorkspaceHost.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void makeRepository() throws Exception {
    remote = stand.repository("remote" + repositories++);
  }

  @Test
  void aRunClonesCommitsComparesAndPushesAndIsToldWhatItChanged() throws Exception {
    UUID run = run(null);
    JsonNode cloned = step(run, "clone", "git.clone", "{'repo':'%s'}".formatted(remote)).run();
    UUID id = UUID.fromString(cloned.path("workspaceId").textValue());
    String start = stand.git(remote, "rev-parse", "main");
    assertThat(cloned.path("branch").textValue()).isEqualTo("stitch/" + run);
    assertThat(cloned.path("commit").textValue()).isEqualTo(start);
    Files.writeString(tree(id).resolve("a.txt"), "a\nb\n");

    JsonNode uncommitted = step(run, "diff", "git.diff", "{'since':'commit'}").run();
    JsonNode committed = step(run, "commit", "git.commit", "{'message':'Say a'}").run();
    JsonNode nothing = step(run, "again", "git.commit", "{'message':'Say it again'}").run();
    JsonNode pushed = step(run, "push", "git.push", "{}").run();

    assertThat(uncommitted.path("patch").textValue()).contains("+a\n+b\n");
    assertThat(committed.path("committed").booleanValue()).isTrue();
    assertThat(committed.path("commitBefore").textValue()).isEqualTo(start);
    assertThat(committed.at("/commits/0/subject").textValue()).isEqualTo("Say a");
    assertThat(committed.at("/diffStat/0").toString())
        .isEqualTo(
            "{\"path\":\"a.txt\",\"oldPath\":null,\"status\":\"added\",\"insertions\":2,\"deletions\":0,\"binary\":false}");
    assertThat(nothing.path("committed").booleanValue()).isFalse();
    String commit = committed.path("commitAfter").textValue();
    assertThat(pushed.path("commit").textValue()).isEqualTo(commit);
    assertThat(stand.git(remote, "rev-parse", "stitch/" + run)).isEqualTo(commit);

    RunGitRepository kept = context.getBean(RunGitRepository.class);
    RunGitRepository.Details details = kept.find(run).orElseThrow();
    assertThat(details.commitBefore()).isEqualTo(start);
    assertThat(details.commitAfter()).isEqualTo(commit);
    assertThat(details.commits()).hasSize(1);
    assertThat(details.insertions()).isEqualTo(2);
    assertThat(kept.patches(run)).singleElement().matches(it -> it.patch().contains("+b\n"));
    assertThat(workspaces.find(id).orElseThrow())
        .returns(WorkspaceState.IN_USE, Workspace::state)
        .returns(run, Workspace::usedBy)
        .returns(commit, Workspace::head);
  }

  @Test
  void aWorkspaceIsLockedForItsRunAndThoseBelowUntilThatHasEnded() throws Exception {
    UUID first = run(null);
    UUID id = cloned(first);
    UUID below = run(first);
    UUID other = run(null);
    String config = "{'repo':'%s','workspace':'%s'}".formatted(remote, id);

    step(below, "commit", "git.commit", "{'message':'Nothing'}").run();
    StepException busy = failure(step(other, "clone", "git.clone", config));
    assertThat(busy.code()).isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(busy).hasMessageContaining(first.toString());

    Files.writeString(tree(id).resolve("left.txt"), "left\n");
    step(first, "diff", "git.diff", "{}").run();
    end(first);
    assertThat(workspaces.find(id).orElseThrow().state()).isEqualTo(WorkspaceState.DIRTY);
    JsonNode reused = step(other, "clone", "git.clone", config).run();
    assertThat(reused.path("workspaceId").textValue()).isEqualTo(id.toString());
    assertThat(reused.path("branch").textValue()).isEqualTo("stitch/" + first);
    JsonNode taken = step(other, "commit", "git.commit", "{'message':'Take it over'}").run();
    assertThat(taken.at("/diffStat/0/path").textValue()).isEqualTo("left.txt");
  }

  @Test
  void aStepGoesOnWhereItsWorkspaceIs() throws Exception {
    UUID run = run(null);
    UUID id = cloned(run);
    database.update("UPDATE workspaces SET host = 'far-1' WHERE id = ?", id);

    assertThat(execute(step(run, "diff", "git.diff", "{}")))
        .isEqualTo(new StepOutcome.Elsewhere("stitch-workspaces-far-1"));
  }

  @Test
  void whatAnAttemptLeftThatEndedBeforeItHadClonedIsNoHindrance() throws Exception {
    UUID run = run(null);
    TestStep clone = step(run, "clone", "git.clone", "{'repo':'%s'}".formatted(remote));
    UUID id = UUID.fromString(clone.run().path("workspaceId").textValue());
    database.update("UPDATE workspaces SET cloned = false, host = 'far-1' WHERE id = ?", id);
    Files.delete(host.path(id).resolve("git/HEAD"));

    assertThat(clone.run().path("workspaceId").textValue()).isEqualTo(id.toString());
    assertThat(tree(id).resolve("README.md")).hasContent("Hello");
  }

  @Test
  void aPushThatHappenedIsNotMadeAgainAndOneWhoseAnswerWasLostIs() throws Exception {
    UUID run = run(null);
    UUID id = cloned(run);
    Files.writeString(tree(id).resolve("a.txt"), "a\n");
    step(run, "commit", "git.commit", "{'message':'Say a'}").run();
    TestStep push = step(run, "push", "git.push", "{'branch':'shared'}");
    String commit = push.run().path("commit").textValue();
    database.update("UPDATE effects SET state = 'sending' WHERE key = ?", push.effectKey());
    stand.git(remote, "checkout", "-q", "shared");
    stand.commit(remote, "b.txt", "b\n");

    assertThat(push.run().path("commit").textValue()).isEqualTo(commit);

    assertThat(context.getBean(EffectRepository.class).find(push.effectKey()).orElseThrow().state())
        .isEqualTo(EffectState.SENT);
    Folders.delete(host.path(id));
    assertThat(push.run().path("commit").textValue()).isEqualTo(commit);
  }

  @Test
  void aWorkspaceIsCleanedOnDemandUnlessARunHasIt() throws Exception {
    UUID run = run(null);
    UUID id = cloned(run);
    assertThat(workspaces.requestCleanup(id)).isFalse();
    end(run);
    assertThat(workspaces.requestCleanup(id)).isTrue();

    try (WorkspaceHost.Hold held = host.tryHold(id).orElseThrow()) {
      keep();
      assertThat(host.path(id)).exists();
      assertThat(host.tryHold(id)).isEmpty();
    }
    keep();

    assertThat(host.path(id)).doesNotExist();
    assertThat(workspaces.find(id).orElseThrow().cleanupStatus()).isEqualTo(CleanupStatus.CLEANED);
    assertThat(workspaces.requestCleanup(id)).isTrue();
    assertThat(workspaces.find(id).orElseThrow().cleanupStatus()).isEqualTo(CleanupStatus.CLEANED);
    StepException gone = failure(step(run, "diff", "git.diff", "{}"));
    assertThat(gone.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(gone).hasMessageContaining("Clone the repository again");
  }

  @Test
  void aWorkspaceThatIsForOneRunGoesWithItAndAnotherStays() throws Exception {
    UUID run = run(null);
    UUID kept = cloned(run);
    String config = "{'repo':'%s','persistent':false}".formatted(remote);
    JsonNode output = step(run, "other", "git.clone", config).run();
    UUID passing = UUID.fromString(output.path("workspaceId").textValue());
    keep();
    assertThat(host.path(passing)).exists();

    end(run);
    keep();

    assertThat(host.path(passing)).doesNotExist();
    assertThat(host.path(kept)).exists();
  }

  @Test
  void whatIsWrongIsToldByItsField() throws Exception {
    UUID run = run(null);
    for (List<String> wrong :
        List.of(
            List.of("git.clone", "{'repo':'ext::sh'}", "\"repo\""),
            List.of("git.clone", "{'repo':'{{input.none}}'}", "\"repo\""),
            List.of("git.clone", "{'repo':'%s','branch':'-x'}".formatted(remote), "\"branch\""),
            List.of(
                "git.clone",
                "{'repo':'%s','baseBranch':'none'}".formatted(remote),
                "\"baseBranch\""),
            List.of(
                "git.clone", "{'repo':'%s','connection':'c'}".formatted(remote), "\"connection\""),
            List.of("git.diff", "{}", "\"workspace\""),
            List.of("git.diff", "{'workspace':'../x'}", "\"workspace\""),
            List.of("git.commit", "{'message':' '}", "\"message\""),
            List.of("git.commit", "{'message':'m','authorName':'<a>'}", "\"authorName\""))) {
      StepException failure = failure(step(run, "wrong", wrong.get(0), wrong.get(1)));
      assertThat(failure.code()).as(wrong.get(1)).isEqualTo(FailureCode.INVALID_CONFIG);
      assertThat(failure).hasMessageContaining(wrong.get(2));
    }
    UUID none = Ids.next();
    StepException missing =
        failure(step(run, "wrong", "git.push", "{'workspace':'%s'}".formatted(none)));
    assertThat(missing.code()).isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void aWorkerWithoutAFolderSaysWhatItLacks() {
    WorkspaceHost nowhere = new WorkspaceHost(new GitSettings("", "", "", ""));

    assertThat(nowhere.taskQueue()).isEmpty();
    assertThat(catchThrowableOfType(StepException.class, nowhere::required))
        .hasMessageContaining("STITCH_WORKSPACES");
  }

  private void keep() throws InterruptedException {
    context.getBean(WorkspaceKeeper.class).pass(host.name().orElseThrow());
  }

  private UUID cloned(UUID run) throws Exception {
    JsonNode output = step(run, "clone", "git.clone", "{'repo':'%s'}".formatted(remote)).run();
    return UUID.fromString(output.path("workspaceId").textValue());
  }

  private static Path tree(UUID workspace) {
    return host.path(workspace).resolve("tree");
  }

  private static UUID run(UUID parent) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, parent_run_id)
        VALUES (?, 'flow', 'running', 'n', 'user', ?)
        """,
        id,
        parent);
    return id;
  }

  private static void end(UUID run) {
    database.update(
        "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?", run);
  }

  private static TestStep step(UUID run, String node, String type, String config) {
    return new TestStep(
        services,
        type,
        TestStep.of(services, type, config.replace('\'', '"')).config(),
        Optional.empty(),
        Optional.empty(),
        run,
        run + "/" + node + "/1",
        null,
        Jsonb.object().set("input", Jsonb.object()));
  }

  private static StepOutcome execute(TestStep step) throws StepException, InterruptedException {
    return StepTypes.find(step.type()).orElseThrow().execute(step);
  }

  private static StepException failure(TestStep step) {
    return catchThrowableOfType(StepException.class, () -> execute(step));
  }
}
