package dev.stitch.mail.mime;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Reads mail addresses strictly: exactly one, no group, nothing that could become a header. */
public final class Addresses {

  private Addresses() {}

  /**
   * @param text {@code name@domain} or {@code Display Name <name@domain>}
   */
  public static InternetAddress one(String text) throws AddressException {
    String address = text.strip();
    if (address.chars().anyMatch(Character::isISOControl)) {
      throw new AddressException("An address has no line breaks and no control characters");
    }
    InternetAddress[] addresses = InternetAddress.parse(address, true);
    if (addresses.length != 1) {
      throw new AddressException("Exactly one address is needed, here are " + addresses.length);
    }
    if (addresses[0].isGroup()) {
      throw new AddressException("A group is not an address");
    }
    addresses[0].validate();
    return addresses[0];
  }
}
