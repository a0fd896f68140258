package dev.stitch.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {

  private final OutboundGuard guard = new OutboundGuard("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        // loopback and its spellings
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.0.0.1./",
        "http://①②⑦.⓪.⓪.①/",
        "http://localhost/",
        "http://LOCALHOST/",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        // this host, private networks, carrier-grade NAT
        "http://0.0.0.0/",
        "http://0/",
        "http://[::]/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[::ffff:10.0.0.1]/",
        // link-local and the clouds' metadata
        "http://169.254.169.254/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://192.0.0.192/",
        "http://168.63.129.16/",
        // multicast, broadcast, reserved, documentation, benchmarks
        "http://224.0.0.1/",
        "http://239.255.255.255/",
        "http://255.255.255.255/",
        "http://240.0.0.1/",
        "http://192.0.2.1/",
        "http://198.51.100.1/",
        "http://203.0.113.1/",
        "http://198.18.0.1/",
        "http://[ff02::1]/",
        "http://[2001:db8::1]/",
        "http://[3fff::1]/",
        "http://[100::1]/"
      })
  void whatIsNotOnThePublicInternetIsRefusedHoweverItIsSpelt(String url) {
    // As the client does: it parses the URL, and what it takes for the host is judged.
    assertThatThrownBy(() -> guard.resolve(HttpUrl.get(url).host()))
        .isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "169.253.255.255",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:82b::200e"
      })
  void thePublicInternetIsOpen(String address) {
    assertThatCode(() -> guard.resolve(address)).doesNotThrowAnyException();
  }

  @Test
  void aNameWithOnePrivateAddressIsRefused() {
    OutboundGuard fooled = guard("", "1.1.1.1", "10.0.0.5");

    assertThatThrownBy(() -> fooled.resolve("rebind.example"))
        .isInstanceOf(ForbiddenAddressException.class)
        .hasMessageContaining("rebind.example");
  }

  @Test
  void anOperatorOpensHostsAndRanges() throws Exception {
    assertThat(guard("crm.internal", "10.0.0.5").resolve("CRM.internal")).hasSize(1);
    assertThat(guard(" 10.0.0.0/8 , fd00::/8", "10.0.0.5", "fd00::5").resolve("any")).hasSize(2);
    assertThat(guard("10.0.0.5", "10.0.0.5").resolve("any")).hasSize(1);
    assertThatThrownBy(() -> guard("10.0.0.5", "10.0.0.6").resolve("any"))
        .isInstanceOf(ForbiddenAddressException.class);
    assertThatThrownBy(() -> guard("crm.internal", "10.0.0.5").resolve("evil-crm.internal"))
        .isInstanceOf(ForbiddenAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "::1/129", "a/b", "10.0.0.0/x"})
  void aRangeThatIsNoneStopsTheProcessAtItsStart(String entry) {
    assertThatThrownBy(() -> new OutboundGuard(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STITCH_OUTBOUND_ALLOW");
  }

  private static OutboundGuard guard(String allowed, String... addresses) {
    return new OutboundGuard(
        AllowList.parse(allowed),
        host ->
            List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
  }
}
