package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What every refusal of the API must look like (RFC 9457). */
final class ExpectedRefusals {

  private ExpectedRefusals() {}

  /**
   * @param pointer the field that must be named, or null when no single field is to blame
   */
  static void assertRefused(Api.Answer answer, int status, String pointer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = answer.body();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("Exception");
    assertThat(problem.get("instance").asText()).startsWith("/");
    for (JsonNode fault : problem.get("errors")) {
      assertThat(fault.get("message").asText()).isNotBlank();
    }
    if (pointer != null) {
      assertThat(problem.get("errors").findValuesAsText("pointer"))
          .as("%s", problem)
          .contains(pointer);
    }
  }
}
