package dev.stitch.activities.http;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses of one family.
 *
 * @param prefix how many leading bits are the range's own
 */
record Cidr(InetAddress network, int prefix) {

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address alone.
   *
   * @throws IllegalArgumentException when it is neither; never asks a name server
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (Ipv4Spelling.ambiguous(address)) {
      throw new IllegalArgumentException("ambiguous address: " + address);
    }
    InetAddress network = InetAddress.ofLiteral(address);
    int bits = network.getAddress().length * Byte.SIZE;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("no such prefix: " + text);
    }
    return new Cidr(network, prefix);
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = prefix % Byte.SIZE;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (Byte.SIZE - rest);
    return ((ours[whole] ^ theirs[whole]) & mask) == 0;
  }
}
