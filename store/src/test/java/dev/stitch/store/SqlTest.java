package dev.stitch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlTest {

  @Test
  void aNameStandsForItsValueWhereverItStands() {
    Sql.Positional positional =
        Sql.of("SELECT :a, :b WHERE x = :a").with("a", 1).with("b", null).positional();

    assertThat(positional.text()).isEqualTo("SELECT ?, ? WHERE x = ?");
    assertThat(positional.parameters()).containsExactly(1, null, 1);
  }

  @Test
  void castsTextsAndCommentsHoldNoNames() {
    String text = "SELECT '{\"a\": \"it''s :no\"}'::jsonb || :a::jsonb -- :neither\n, '\\d$1'";

    assertThat(Sql.of(text).with("a", "{}").positional().text())
        .isEqualTo("SELECT '{\"a\": \"it''s :no\"}'::jsonb || ?::jsonb -- :neither\n, '\\d$1'");
  }

  @Test
  void aNameWithoutAValueAndAValueWithoutAPlaceAreMistakes() {
    assertThatThrownBy(() -> Sql.of("SELECT :a").positional()).hasMessageContaining(":a");
    assertThatThrownBy(() -> Sql.of("SELECT 1").with("a", 1).positional())
        .hasMessageContaining("a");
  }
}
