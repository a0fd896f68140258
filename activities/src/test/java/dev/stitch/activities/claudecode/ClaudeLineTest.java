package dev.stitch.activities.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Jsonb;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as the program 2.1.332 has written them. */
class ClaudeLineTest {

  @Test
  void theAnswerToTheFirstRequestTellsThatItIsReady() {
    assertThat(
            ClaudeLine.of(
                """
                {"type":"control_response","response":{"subtype":"success","request_id":"initialize",
                "response":{"commands":[{"name":"deep-research"}]}}}\
                """))
        .isEqualTo(new ClaudeLine.Ready());
    assertThat(
            ClaudeLine.of(
                """
                {"type":"control_response","response":{"subtype":"success","request_id":"fdf73b27","response":{}}}\
                """))
        .isEqualTo(new ClaudeLine.Other());
  }

  @Test
  void aHookNamesTheCallThatItAsksAbout() {
    assertThat(
            ClaudeLine.of(
                """
                {"type":"control_request","request_id":"fdf73b27","request":{"subtype":"hook_callback",
                "callback_id":"stitch","input":{"session_id":"1","transcript_path":"/x.jsonl","cwd":"/wd",
                "permission_mode":"default","effort":{"level":"medium"},"hook_event_name":"PreToolUse",
                "tool_name":"Write","tool_input":{"file_path":"/wd/a.txt","content":"hi"},
                "tool_use_id":"toolu_1"},"tool_use_id":"toolu_1"}}\
                """))
        .isEqualTo(new ClaudeLine.ToolAsked("fdf73b27", "toolu_1"));
  }

  @Test
  void aPermissionIsAskedForWithTheInputThatIsToBeUsed() {
    assertThat(
            ClaudeLine.of(
                """
                {"type":"control_request","request_id":"aaac4075","request":{"subtype":"can_use_tool",
                "tool_name":"Write","display_name":"Write","input":{"content":"hi"},"description":"a.txt",
                "permission_suggestions":[{"type":"setMode","mode":"acceptEdits","destination":"session"}],
                "tool_use_id":"toolu_1"}}\
                """))
        .isEqualTo(
            new ClaudeLine.PermissionAsked(
                "aaac4075", "toolu_1", Jsonb.object().put("content", "hi")));
  }

  @Test
  void aServerOfToolsIsSpokenTo() {
    assertThat(
            ClaudeLine.of(
                """
                {"type":"control_request","request_id":"d1bf17e8","request":{"subtype":"mcp_message",
                "server_name":"stitch","message":{"method":"tools/list","jsonrpc":"2.0","id":1}}}\
                """))
        .isInstanceOfSatisfying(
            ClaudeLine.ServerCalled.class,
            called -> assertThat(called.message().path("id").asInt()).isEqualTo(1));
    assertThat(
            ClaudeLine.of(
                """
                {"type":"control_request","request_id":"x","request":{"subtype":"elicitation"}}\
                """))
        .isEqualTo(new ClaudeLine.OtherAsked("x"));
  }

  @Test
  void whatCallsCameToIsToldInTextsOrInBlocks() {
    assertThat(
            ClaudeLine.of(
                """
                {"type":"user","message":{"role":"user","content":[
                {"type":"tool_result","content":"outside of the folder","is_error":true,"tool_use_id":"toolu_3"},
                {"tool_use_id":"toolu_2","type":"tool_result","content":[{"type":"text","text":"contact!"},
                {"type":"image","source":{}}]}]},"parent_tool_use_id":null,"tool_use_result":"Error"}\
                """))
        .isEqualTo(
            new ClaudeLine.ToolsEnded(
                List.of(
                    new ToolEnd("toolu_3", true, "outside of the folder"),
                    new ToolEnd("toolu_2", false, "contact![image]"))));
    assertThat(
            ClaudeLine.of(
                """
                {"type":"user","message":{"role":"user","content":"do it"},"isReplay":true}\
                """))
        .isEqualTo(new ClaudeLine.Other());
  }

  @Test
  void aResultFailsByItsFlagAndNotByItsSubtype() {
    assertThat(
            ClaudeLine.of(
                """
                {"type":"result","subtype":"success","is_error":true,"api_error_status":401,
                "terminal_reason":"api_error","result":"Invalid API key · Fix external API key"}\
                """))
        .isEqualTo(new ClaudeLine.Rested(true, "Invalid API key · Fix external API key"));
    assertThat(
            ClaudeLine.of(
                """
                {"type":"result","subtype":"error_during_execution","is_error":true,
                "errors":["No conversation found"]}\
                """))
        .isEqualTo(new ClaudeLine.Rested(true, "No conversation found"));
    assertThat(
            ClaudeLine.of(
                """
                {"type":"result","subtype":"success","is_error":false,"result":"Done"}\
                """))
        .isEqualTo(new ClaudeLine.Rested(false, "Done"));
  }

  @Test
  void whateverElseItSaysIsLeftAlone() {
    assertThat(ClaudeLine.of("{\"type\":\"command_lifecycle\",\"state\":\"queued\"}"))
        .isEqualTo(new ClaudeLine.Other());
    assertThat(ClaudeLine.of("{\"type\":\"of_tomorrow\"}")).isEqualTo(new ClaudeLine.Other());
    assertThat(ClaudeLine.of("no JSON")).isEqualTo(new ClaudeLine.Other());
    assertThat(ClaudeLine.of("")).isEqualTo(new ClaudeLine.Other());
  }
}
