package dev.stitch.campaign;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the domain of an address says about where somebody works. */
public final class MailDomain {

  /** Domains where anybody gets an address, so that people of the same one are no colleagues. */
  private static final Set<String> FREE =
      Set.of(
          "126.com",
          "163.com",
          "aol.com",
          "bol.com.br",
          "comcast.net",
          "duck.com",
          "fastmail.com",
          "free.fr",
          "gmail.com",
          "gmx.at",
          "gmx.ch",
          "gmx.com",
          "gmx.de",
          "gmx.net",
          "googlemail.com",
          "hey.com",
          "hotmail.co.uk",
          "hotmail.com",
          "hotmail.fr",
          "icloud.com",
          "laposte.net",
          "libero.it",
          "live.com",
          "mac.com",
          "mail.com",
          "mail.ru",
          "me.com",
          "msn.com",
          "naver.com",
          "orange.fr",
          "outlook.com",
          "outlook.de",
          "pm.me",
          "posteo.de",
          "proton.me",
          "protonmail.com",
          "qq.com",
          "rediffmail.com",
          "rocketmail.com",
          "seznam.cz",
          "sina.com",
          "t-online.de",
          "tutanota.com",
          "uol.com.br",
          "verizon.net",
          "web.de",
          "wp.pl",
          "yahoo.co.jp",
          "yahoo.co.uk",
          "yahoo.com",
          "yahoo.de",
          "yahoo.fr",
          "yandex.ru",
          "ymail.com",
          "zoho.com");

  private MailDomain() {}

  /** The domain of a company's address, in lower case; empty for one that anybody can have. */
  public static Optional<String> ofCompany(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return domain.isEmpty() || FREE.contains(domain) ? Optional.empty() : Optional.of(domain);
  }
}
