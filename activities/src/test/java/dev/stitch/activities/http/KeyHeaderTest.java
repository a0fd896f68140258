package dev.stitch.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyHeaderTest {

  @Test
  void aKeyWithANodeOfAnyScriptIsAHeaderOfItsOwn() {
    assertThat(KeyHeader.value("0190/send-it/1")).isEqualTo("0190/send-it/1");
    assertThat(KeyHeader.value("0190/prüfen/1")).isEqualTo("0190/pr%C3%BCfen/1");
    assertThat(KeyHeader.value("0190/pr%C3%BCfen/1")).isEqualTo("0190/pr%25C3%25BCfen/1");
    assertThat(KeyHeader.value("a\nb\u007f")).isEqualTo("a%0Ab%7F");
  }
}
