package dev.stitch.api.budget;

import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.model.BudgetScope;
import dev.stitch.store.access.Role;
import dev.stitch.store.budget.Budget;
import dev.stitch.store.budget.BudgetRepository;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** How much runs, sessions, types of agents and everything together may spend. */
@Tag(name = "Budgets")
@Controller("/api/budgets")
class BudgetController {

  private final Budgets budgets;
  private final BudgetRepository rows;

  BudgetController(Budgets budgets, BudgetRepository rows) {
    this.budgets = budgets;
    this.rows = rows;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listBudgets",
      summary =
          "Lists budgets with what is spent and reserved; id is all of an id, q is looked for in the"
              + " ids and names of what they are for")
  Page<Budget> list(
      PageRequest page, @Nullable @QueryValue BudgetScope scope, @Nullable @QueryValue String id) {
    return rows.page(scope, id, page);
  }

  @Get("/{scope}/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getBudget", summary = "Reads a budget")
  Budget get(BudgetScope scope, String id) {
    return budgets.get(scope, id);
  }

  @Put("/{scope}/{id}")
  @RequiresRole(Role.ADMIN)
  @Operation(
      operationId = "putBudget",
      summary = "Sets how much may be spent; what waits for the money goes on")
  Budget put(Caller caller, BudgetScope scope, String id, @Body BudgetRequest request) {
    return budgets.put(scope, id, request.checked(), caller.actor());
  }

  @Delete("/{scope}/{id}")
  @RequiresRole(Role.ADMIN)
  @Operation(
      operationId = "deleteBudget",
      summary = "Lifts a budget; what waits for the money goes on")
  @Status(HttpStatus.NO_CONTENT)
  @Consumes(MediaType.ALL)
  void remove(BudgetScope scope, String id) {
    budgets.remove(scope, id);
  }
}
