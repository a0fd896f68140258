package dev.stitch.store.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.model.BudgetScope;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.budget.BudgetLedger.Spender;
import dev.stitch.store.cost.PaidRequest;
import dev.stitch.store.cost.RunCosts;
import dev.stitch.store.model.ModelCall;
import dev.stitch.store.model.ModelCallRepository;
import dev.stitch.store.model.ModelUsage;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is reserved and spent, as the database keeps it. */
@Tag("server")
class BudgetLedgerTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static ApplicationContext context;
  private static Database database;
  private static BudgetLedger ledger;
  private static BudgetRepository budgets;
  private static ModelCallRepository calls;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    ledger = context.getBean(BudgetLedger.class);
    budgets = context.getBean(BudgetRepository.class);
    calls = context.getBean(ModelCallRepository.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @AfterEach
  void forget() {
    database.update("TRUNCATE budgets, budget_reservations, budget_waits, spending");
  }

  @Test
  void whatARunSpendsCountsForItsCallersTheirSessionsAndTypesAndTheTenant() {
    UUID session = session();
    UUID parent = agent(session, null, "researcher");
    UUID child = agent(session(), parent, "reader");
    budget(BudgetScope.RUN, parent, "10");
    budget(BudgetScope.SESSION, session, "10");
    put(BudgetScope.AGENT_TYPE, "researcher", "10");
    put(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT, "10");

    UUID call = calls.begin(called(child, "0.25"));
    calls.correct(call, called(child, "0.75"));
    context.getBean(RunCosts.class).record(paid(child, "0.5"));
    context.getBean(RunCosts.class).record(paid(child, "0.5"));

    assertThat(budgets.page(null, null, PageRequest.FIRST).data())
        .hasSize(4)
        .allSatisfy(budget -> assertThat(budget.spentUsd()).isEqualByComparingTo("1.25"));
  }

  @Test
  void ofManyAtOnceNoMoreReserveThanABudgetHasRoomFor() throws InterruptedException {
    put(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT, "1");
    List<Thread> threads =
        IntStream.range(0, 24)
            .mapToObj(i -> Thread.ofVirtual().unstarted(() -> spendIfThereIsRoom("0.1", "0.1")))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    Budget tenant = budgets.find(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT).orElseThrow();
    assertThat(tenant.spentUsd()).isEqualByComparingTo("1");
    assertThat(tenant.reservedUsd()).isZero();
  }

  /** As an attempt at a call does. */
  private static void spendIfThereIsRoom(String most, String cost) {
    UUID run = agent(null, null, null);
    UUID holder = Ids.next();
    Spender spender = new Spender(run, "turn-1");
    boolean granted =
        database.transaction(
            () -> {
              boolean fits =
                  ledger.claim(spender).stream()
                      .allMatch(it -> it.left().compareTo(new BigDecimal(most)) >= 0);
              if (fits) {
                ledger.reserve(spender, holder, new BigDecimal(most), MINUTE);
              }
              return fits;
            });
    if (granted) {
      database.transaction(
          () -> {
            calls.record(called(run, cost));
            ledger.release(holder);
          });
    }
  }

  @Test
  void anotherAttemptTakesThePlaceOfOneThatDiedAndItsEndFreesNothingOfTheOthers() {
    put(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT, "1");
    Spender spender = new Spender(agent(null, null, null), "turn-1");
    UUID dead = Ids.next();
    UUID alive = Ids.next();
    reserve(spender, dead, "0.6", MINUTE);
    reserve(spender, alive, "0.6", MINUTE);
    assertThat(reserved()).isEqualByComparingTo("0.6");

    ledger.release(dead);
    assertThat(reserved()).isEqualByComparingTo("0.6");
    ledger.spend(alive, new BigDecimal("0.2"));
    assertThat(reserved()).isEqualByComparingTo("0.4");
    ledger.release(alive);
    assertThat(reserved()).isZero();
  }

  @Test
  void whatALostAttemptHadReservedIsFreeWhenItCannotBeAliveAnyMore() {
    put(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT, "1");
    reserve(new Spender(agent(null, null, null), "turn-1"), Ids.next(), "1", Duration.ZERO);
    assertThat(reserved()).isZero();
    ledger.prune();
    assertThat(database.number("SELECT count(*) FROM budget_reservations")).isZero();
  }

  @Test
  void spendingOfAnEarlierPeriodDoesNotCount() {
    budgets.put(
        BudgetScope.TENANT,
        BudgetScope.DEFAULT_TENANT,
        new BudgetRepository.Terms(BigDecimal.ONE, BudgetPeriod.DAY, BudgetExhausted.ASK),
        "user:ada");
    calls.record(called(agent(null, null, null), "0.4"));
    database.update("UPDATE spending SET day = day - 1");
    calls.record(called(agent(null, null, null), "0.1"));

    assertThat(tenant().spentUsd()).isEqualByComparingTo("0.1");
    database.update("UPDATE budgets SET period = 'total'");
    assertThat(tenant().spentUsd()).isEqualByComparingTo("0.5");
  }

  @Test
  void whoeverWaitsIsToldOnceWhenAllItsBudgetsHaveRoom() {
    UUID run = agent(null, null, "waiter");
    put(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT, "0.1");
    put(BudgetScope.AGENT_TYPE, "waiter", "0.1");
    ledger.await(new Spender(run, "turn-1"), new BigDecimal("0.5"));
    assertThat(affordable()).isEmpty();

    put(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT, "1");
    assertThat(affordable()).as("the other has none").isEmpty();
    put(BudgetScope.AGENT_TYPE, "waiter", "1");
    assertThat(affordable()).containsExactly(run);
    ledger.told(run);
    assertThat(affordable()).isEmpty();
  }

  @Test
  void aRunThatIsGivenABudgetHasItFromItsFirstMoment() {
    UUID run = agent(null, null, null, "{\"budgetUsd\": 0.25}");
    assertThat(budgets.ofRun(run).orElseThrow().limit()).isEqualByComparingTo("0.25");
  }

  private static List<UUID> affordable() {
    return ledger.affordable(MINUTE, MINUTE, 10).stream()
        .map(BudgetLedger.Affordable::runId)
        .toList();
  }

  private static void reserve(Spender spender, UUID holder, String usd, Duration longest) {
    database.transaction(
        () -> {
          ledger.claim(spender);
          ledger.reserve(spender, holder, new BigDecimal(usd), longest);
        });
  }

  private static Budget tenant() {
    return budgets.find(BudgetScope.TENANT, BudgetScope.DEFAULT_TENANT).orElseThrow();
  }

  private static BigDecimal reserved() {
    return tenant().reservedUsd();
  }

  private static void budget(BudgetScope scope, UUID id, String usd) {
    put(scope, id.toString(), usd);
  }

  private static void put(BudgetScope scope, String key, String usd) {
    budgets.put(
        scope,
        key,
        new BudgetRepository.Terms(new BigDecimal(usd), BudgetPeriod.TOTAL, BudgetExhausted.ASK),
        "user:ada");
  }

  private static ModelCall called(UUID run, String usd) {
    return new ModelCall(run, "turn-1", 1, new ModelUsage("m", 1, 1, 0, 0, new BigDecimal(usd)));
  }

  private static PaidRequest paid(UUID run, String usd) {
    return new PaidRequest(
        run + "/page",
        run,
        null,
        "x",
        "post_read",
        1,
        new BigDecimal(usd),
        LocalDate.of(2026, 11, 1));
  }

  private static UUID session() {
    UUID id = Ids.next();
    database.update("INSERT INTO sessions (id, name) VALUES (?, 'S')", id);
    return id;
  }

  private static UUID agent(@Nullable UUID session, @Nullable UUID parent, @Nullable String type) {
    return agent(session, parent, type, "{}");
  }

  private static UUID agent(
      @Nullable UUID session, @Nullable UUID parent, @Nullable String type, String config) {
    UUID run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, temporal_workflow_id,
            session_id, parent_run_id, config)
        VALUES (?, 'agent', 'running', 'R', 'api', ?, ?, ?, ?::jsonb)
        """,
        run,
        "agent/" + run,
        session,
        parent,
        config);
    database.update(
        "INSERT INTO run_agent_details (run_id, workflow_name, agent_type, task_input) VALUES (?, 'R', ?, 't')",
        run,
        type);
    return run;
  }
}
