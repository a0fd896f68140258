package dev.stitch.api.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Budgets over HTTP. */
@Tag("server")
class BudgetApiTest extends ApiTest {

  @Test
  void aBudgetIsSetReadListedAndLifted() {
    String path = "/api/budgets/agent_type/researcher";
    assertThat(get(path).status()).isEqualTo(404);

    Answer set = put(path, json("{'usd':2.5,'period':'day','onExhausted':'stop'}"));

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.at("/scope").textValue()).isEqualTo("agent_type");
    assertThat(set.at("/leftUsd").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(set.at("/updatedBy").textValue()).isEqualTo("user:local");
    put(path, json("{'usd':3}"));
    Answer read = get(path);
    assertThat(read.at("/usd").decimalValue()).isEqualByComparingTo("3");
    assertThat(read.at("/period").textValue()).isEqualTo("total");
    assertThat(read.at("/onExhausted").textValue()).isEqualTo("ask");
    assertThat(get("/api/budgets?scope=agent_type&q=resea&sort=usd").at("/total").intValue())
        .isOne();
    assertThat(get("/api/budgets?scope=agent_type&id=researcher").at("/data/0/usd").intValue())
        .isEqualTo(3);
    assertThat(get("/api/budgets?scope=agent_type&id=resea").at("/total").intValue()).isZero();
    assertThat(delete(path).status()).isEqualTo(204);
    assertThat(delete(path).status()).isEqualTo(404);
  }

  @Test
  void budgetsAreOfWhatThereIs() {
    UUID session = Ids.next();
    database.update("INSERT INTO sessions (id, name) VALUES (?, 'Talk')", session);
    String path = "/api/budgets/session/";

    Answer upper = put(path + session.toString().toUpperCase(Locale.ROOT), json("{'usd':1}"));

    assertThat(upper.at("/id").textValue()).isEqualTo(session.toString());
    assertThat(upper.at("/name").textValue()).isEqualTo("Talk");
    assertThat(get("/api/budgets?q=tal").body().findValuesAsText("name")).containsExactly("Talk");
    assertThat(get("/api/budgets?q=" + session).at("/total").intValue()).isOne();
    assertThat(put(path + Ids.next(), json("{'usd':1}")).status()).isEqualTo(404);
    assertThat(put(path + "nonsense", json("{'usd':1}")).status()).isEqualTo(404);
    assertThat(put("/api/budgets/run/" + Ids.next(), json("{'usd':1}")).status()).isEqualTo(404);
    assertThat(put("/api/budgets/tenant/acme", json("{'usd':1}")).status()).isEqualTo(404);
    assertThat(put("/api/budgets/planet/earth", json("{'usd':1}")).status()).isBetween(400, 404);
  }

  @Test
  void whatIsNotPossibleIsNamedByItsField() {
    Map<String, String> wrong =
        Map.of(
            "{}", "/usd",
            "{'usd':-1}", "/usd",
            "{'usd':1e12}", "/usd",
            "{'usd':0.0000000001}", "/usd");
    wrong.forEach(
        (body, pointer) -> {
          Answer answer = put("/api/budgets/tenant/default", json(body));
          assertThat(answer.status()).as(body).isEqualTo(422);
          assertThat(answer.pointer()).as(body).isEqualTo(pointer);
        });
    assertThat(put("/api/budgets/tenant/default", json("{'usd':'much'}")).status()).isEqualTo(400);
    assertThat(put("/api/budgets/tenant/default", json("{'usd':1,'period':'P1D'}")).status())
        .isEqualTo(422);
    assertThat(put("/api/budgets/agent_type/" + "x".repeat(201), json("{'usd':1}")).status())
        .isEqualTo(422);
    assertThat(put("/api/budgets/agent_type/a%00b", json("{'usd':1}")).status())
        .isBetween(400, 422);
  }
}
