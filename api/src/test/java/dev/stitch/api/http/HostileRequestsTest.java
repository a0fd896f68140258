package dev.stitch.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.port.SizeLimits;
import io.micronaut.core.annotation.NonNull;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class HostileRequestsTest extends JourneyApiTest {

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.body.silence", "500ms");
    properties.put("stitch.body.whole", "1500ms");
    return properties;
  }

  @Test
  void aTextThatCannotBeStoredIsRefusedByItsPlace() {
    String flow = published("system", PATH);

    Answer inBody =
        post("/api/flows/" + flow + "/run", json("{'input':{'a':[1,{'b/c':'x\\u0000'}]}}"));
    Answer inName = post("/api/flows/" + flow + "/run", json("{'input':{'a\\u0000':1}}"));
    Answer inQuery = get("/api/contacts?q=x%00");
    Answer inPath = get("/api/flows/%00");

    assertThat(inBody.status()).isEqualTo(422);
    assertThat(inBody.pointer()).isEqualTo("/input/a/1/b~1c");
    assertThat(inName.status()).isEqualTo(422);
    assertThat(inName.pointer()).isEqualTo("/input");
    assertThat(inQuery.status()).isEqualTo(400);
    assertThat(inQuery.pointer()).isEqualTo("/q");
    assertThat(inPath.status()).isEqualTo(404);
    assertThat(get("/api/workflows?uxNodeId=%00").pointer()).isEqualTo("/uxNodeId");
  }

  @Test
  void jsonIsAsDeepAsAWorkflowMayCarry() {
    String run = "/api/flows/" + published("system", PATH) + "/run";

    assertThat(post(run, json("{'input':{'a':" + nested(SizeLimits.DEPTH - 1) + "}}")).status())
        .isEqualTo(202);
    Answer deeper = post(run, json("{'input':{'a':" + nested(SizeLimits.DEPTH + 1) + "}}"));
    assertThat(deeper.status()).isEqualTo(422);
    assertThat(deeper.pointer()).isEqualTo("/input");
    Answer deepest = post(run, json("{'input':" + nested(500) + "}"));
    assertThat(deepest.status()).isEqualTo(400);
  }

  @Test
  void inputsThatNoWorkflowCouldBeginWithAreRefused() {
    String system = published("system", PATH);
    String large = "'x'".replace("x", "x".repeat(SizeLimits.RUN_INPUT));

    Answer run = post("/api/flows/" + system + "/run", json("{'input':{'a':" + large + "}}"));
    Answer mapping =
        post(
            "/api/flows/" + published("bmc", SPINE) + "/ux-mapping",
            json(
                "{'uxNodeId':'new','systemFlowId':'%s','input':{'a':%s}}"
                    .formatted(system, large)));

    assertThat(run.status()).isEqualTo(422);
    assertThat(run.pointer()).isEqualTo("/input");
    assertThat(run.at("/detail").textValue()).contains("256 KiB");
    assertThat(mapping.status()).as(mapping.text()).isEqualTo(422);
    assertThat(mapping.pointer()).isEqualTo("/input");
  }

  @Test
  void aBodyOfWhichNothingMoreComesIsCutOff() throws IOException {
    try (Socket client = sendingPartOfABody()) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aBodyThatComesDropByDropIsCutOff() throws IOException {
    try (Socket client = sendingPartOfABody()) {
      client.setSoTimeout(100);
      long drops = 0;
      while (!isClosed(client) && drops < 200) {
        drops++;
        client.getOutputStream().write(' ');
        client.getOutputStream().flush();
      }
      assertThat(drops).isLessThan(200);
    } catch (IOException reset) {
      assertThat(reset).hasMessageMatching(".*(reset|pipe).*");
    }
  }

  private static boolean isClosed(Socket client) throws IOException {
    try {
      return client.getInputStream().read() == -1;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    }
  }

  private Socket sendingPartOfABody() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    client.setSoTimeout(20_000);
    client
        .getOutputStream()
        .write(
            ("POST /api/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 5000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
    return client;
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }
}
