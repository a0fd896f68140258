package dev.stitch.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerToolNameTest {

  @Test
  void aNameSaysWhichServerAndWhichOfItsTools() {
    assertThat(ServerToolName.of("mcp.tickets.issues.create"))
        .contains(new ServerToolName("tickets", "issues.create"));
    assertThat(ServerToolName.of("mcp.tickets")).contains(new ServerToolName("tickets", null));
    assertThat(new ServerToolName("tickets", "a.b").word()).isEqualTo("mcp.tickets.a.b");
    assertThat(new ServerToolName("tickets", null).word()).isEqualTo("mcp.tickets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mcp", "mcp.", "mcp..x", "mcp.a_b", "mcp.A", "mcp.a.", "mcp.a.b c", "http.a"})
  void whatIsNoNameIsNone(String word) {
    assertThat(ServerToolName.of(word)).isEmpty();
  }
}
