/** What requests cost that a platform bills. Uses nothing; start at {@code Paid}. */
package dev.stitch.connectors.price;
