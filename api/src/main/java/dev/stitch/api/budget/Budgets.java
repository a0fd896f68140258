package dev.stitch.api.budget;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.BudgetWaits;
import dev.stitch.launch.agent.AgentTexts;
import dev.stitch.model.BudgetScope;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.budget.Budget;
import dev.stitch.store.budget.BudgetRepository;
import dev.stitch.store.run.RunRepository;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets and lifts budgets of what there is, and has runs go on that waited for the money. */
@Singleton
class Budgets {

  private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

  private final BudgetRepository budgets;
  private final RunRepository runs;
  private final SessionRepository sessions;
  private final BudgetWaits waits;

  Budgets(
      BudgetRepository budgets, RunRepository runs, SessionRepository sessions, BudgetWaits waits) {
    this.budgets = budgets;
    this.runs = runs;
    this.sessions = sessions;
    this.waits = waits;
  }

  Budget get(BudgetScope scope, String id) {
    return budgets.find(scope, key(scope, id)).orElseThrow(() -> none(scope, id));
  }

  Budget put(BudgetScope scope, String id, BudgetRepository.Terms terms, String actor) {
    String key = key(scope, id);
    requireThere(scope, id, key);
    budgets.put(scope, key, terms, actor);
    tellAffordable();
    return get(scope, id);
  }

  void remove(BudgetScope scope, String id) {
    if (!budgets.remove(scope, key(scope, id))) {
      throw none(scope, id);
    }
    tellAffordable();
  }

  /** What cannot be told now the reconciler tells within a minute: the budget is as it is. */
  private void tellAffordable() {
    try {
      waits.tellAffordable();
    } catch (RuntimeException e) {
      LOG.warn("Runs that wait for money cannot be told of it yet", e);
    }
  }

  private static ApiProblem none(BudgetScope scope, String id) {
    return ApiProblem.notFound("budget of the " + scope.word(), id);
  }

  /** What the database knows it by: ids in one spelling. */
  private static String key(BudgetScope scope, String id) {
    return switch (scope) {
      case RUN, SESSION -> uuid(id).map(UUID::toString).orElse(id);
      case AGENT_TYPE -> AgentTexts.required("/id", id, AgentTexts.MAX_NAME);
      case TENANT -> id;
    };
  }

  private void requireThere(BudgetScope scope, String id, String key) {
    Predicate<UUID> isThere =
        scope == BudgetScope.RUN ? run -> runs.find(run).isPresent() : sessions::exists;
    switch (scope) {
      case RUN, SESSION -> {
        if (uuid(id).filter(isThere).isEmpty()) {
          throw ApiProblem.notFound(scope.word(), id);
        }
      }
      case TENANT -> {
        if (!key.equals(BudgetScope.DEFAULT_TENANT)) {
          throw ApiProblem.missing(
              "There is no tenant %s: the only one is %s."
                  .formatted(id, BudgetScope.DEFAULT_TENANT));
        }
      }
      case AGENT_TYPE -> {}
    }
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
