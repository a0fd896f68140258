package dev.stitch.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A server on loopback that must never hear of anything, and every way to it that is known. */
class SsrfTest {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Addresses that are not of the public internet, of every kind. */
  private static final List<String> INSIDE =
      List.of(
          "127.0.0.1",
          "127.0.0.53",
          "127.255.255.254",
          "0.0.0.0",
          "10.0.0.1",
          "10.255.255.255",
          "172.16.0.1",
          "172.31.255.254",
          "192.168.0.1",
          "192.168.255.254",
          "169.254.169.254",
          "169.254.170.2",
          "100.64.0.1",
          "100.100.100.200",
          "192.0.0.192",
          "168.63.129.16",
          "198.18.0.1",
          "224.0.0.1",
          "255.255.255.255");

  private TestServer victim;

  @BeforeEach
  void start() throws IOException {
    victim = new TestServer();
    victim.on("/", TestServer.answering(200, "text/plain", "reached"));
  }

  @AfterEach
  void stop() {
    victim.close();
  }

  @TestFactory
  Stream<DynamicTest> noSpellingOfAnInsideAddressIsReached() throws IOException {
    Set<String> hosts = hosts();
    assertThat(hosts).hasSizeGreaterThanOrEqualTo(200);
    OutboundHttp http = new OutboundHttp(new OutboundGuard(""));

    return hosts.stream()
        .map(
            host ->
                DynamicTest.dynamicTest(
                    host,
                    () -> {
                      assertThat(refusal(http, "http://" + host + ":" + victim.port() + "/"))
                          .isInstanceOfAny(
                              UnknownHostException.class, IllegalArgumentException.class);
                      assertThat(victim.received()).isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> noRedirectLeadsInside() throws IOException {
    List<String> targets = new ArrayList<>();
    for (String host : hosts()) {
      targets.add("http://" + host + ":" + victim.port() + "/secret");
    }
    targets.add("//127.0.0.1:" + victim.port() + "/secret");
    targets.add("http:\\\\127.0.0.1:" + victim.port() + "\\secret");
    targets.add("http://public.example@127.0.0.1:" + victim.port() + "/secret");
    targets.add("file:///etc/passwd");
    targets.add("gopher://127.0.0.1:" + victim.port() + "/_secret");

    return targets.stream()
        .map(target -> DynamicTest.dynamicTest(target, () -> staysOutside(target)));
  }

  @Test
  void aNameWhoseAnswerChangesIsNotFollowedInside() {
    // 127.0.0.2 stands for the public address: nobody listens there, while the victim does at .1.
    AtomicInteger questions = new AtomicInteger();
    OutboundHttp http =
        new OutboundHttp(
            new OutboundGuard(
                AllowList.parse("127.0.0.2"),
                host ->
                    new InetAddress[] {
                      InetAddress.ofLiteral(
                          questions.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")
                    }));
    String url = "http://rebind.example:" + victim.port() + "/";

    assertThat(refusal(http, url)).isInstanceOf(IOException.class);
    assertThat(questions).hasValue(1);
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(http, url)).isInstanceOf(ForbiddenAddressException.class);
    }
    assertThat(victim.received()).isEmpty();
  }

  @Test
  void aNameWithAPublicAndAnInsideAddressIsRefusedWhole() {
    for (List<String> answers :
        List.of(
            List.of("127.0.0.2", "127.0.0.1"),
            List.of("127.0.0.1", "127.0.0.2"),
            List.of("127.0.0.2", "::1"))) {
      OutboundHttp http =
          new OutboundHttp(
              new OutboundGuard(
                  AllowList.parse("127.0.0.2"),
                  host ->
                      answers.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new)));

      assertThat(refusal(http, "http://both.example:" + victim.port() + "/"))
          .isInstanceOf(ForbiddenAddressException.class);
    }
    assertThat(victim.received()).isEmpty();
  }

  /** A public name sends the call on to a target; the name itself is this very server. */
  private void staysOutside(String target) throws IOException {
    try (TestServer outside = new TestServer()) {
      outside.on("/go", TestServer.redirecting(302, target));
      OutboundHttp http =
          new OutboundHttp(
              new OutboundGuard(
                  AllowList.parse("public.example"),
                  host ->
                      host.equals("public.example")
                          ? new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}
                          : InetAddress.getAllByName(host)));
      String url = "http://public.example:" + outside.port() + "/go";

      Throwable refusal = catchThrowable(() -> call(http, url));

      assertThat(outside.received()).hasSize(1);
      assertThat(refusal).as(target).isInstanceOf(IOException.class);
      assertThat(victim.received()).isEmpty();
    }
  }

  private static Throwable refusal(OutboundHttp http, String url) {
    return catchThrowable(() -> call(http, url));
  }

  private static void call(OutboundHttp http, String url) throws IOException {
    http.exchange(new HttpCall("GET", HttpUrl.get(url), Headers.of(), null, LIMIT));
  }

  /** Every inside address in every spelling that some program takes for it. */
  private static Set<String> hosts() throws IOException {
    Set<String> hosts = new LinkedHashSet<>();
    for (String address : INSIDE) {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      int a = bytes[0] & 0xff;
      int b = bytes[1] & 0xff;
      int c = bytes[2] & 0xff;
      int d = bytes[3] & 0xff;
      long whole = ((long) a << 24) | (b << 16) | (c << 8) | d;
      hosts.add(address);
      hosts.add(address + ".");
      hosts.add(Long.toString(whole));
      hosts.add("0x%08x".formatted(whole));
      hosts.add("0%o".formatted(whole));
      hosts.add("0x%x.0x%x.0x%x.0x%x".formatted(a, b, c, d));
      hosts.add("0%o.0%o.0%o.0%o".formatted(a, b, c, d));
      hosts.add("%d.%d.%d".formatted(a, b, (c << 8) | d));
      hosts.add("%d.%d".formatted(a, (b << 16) | (c << 8) | d));
      hosts.add("0%o.%d.0x%x.%d".formatted(a, b, c, d));
      hosts.add(address.replace(".", "%2e"));
      hosts.add(fullWidth(address));
      hosts.add("[::ffff:%s]".formatted(address));
      hosts.add("[::ffff:%02x%02x:%02x%02x]".formatted(a, b, c, d));
      hosts.add("[::%s]".formatted(address));
      hosts.add("[64:ff9b::%02x%02x:%02x%02x]".formatted(a, b, c, d));
      hosts.add("[2002:%02x%02x:%02x%02x::]".formatted(a, b, c, d));
      hosts.add("[2001:0:%02x%02x:%02x%02x::]".formatted(a, b, c, d));
    }
    hosts.addAll(
        List.of(
            "localhost",
            "LOCALHOST",
            "localhost.",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[ff02::1]",
            "[2001:db8::1]",
            "public.example@127.0.0.1",
            "127.0.0.1%00.public.example",
            "127.0.0.1%23.public.example"));
    return hosts;
  }

  /** Digits and dots as typed with an East Asian keyboard; browsers and clients fold them. */
  private static String fullWidth(String address) {
    StringBuilder folded = new StringBuilder();
    address.chars().forEach(c -> folded.appendCodePoint(c == '.' ? 0x3002 : c + 0xfee0));
    return folded.toString();
  }
}
