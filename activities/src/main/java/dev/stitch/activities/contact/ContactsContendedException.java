package dev.stitch.activities.contact;

/**
 * Others keep changing the contacts of a page at this moment. The page is done again as a whole, so
 * that no cursor passes somebody who was not written.
 */
public final class ContactsContendedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContactsContendedException() {
    super("others keep changing contacts of the page at this moment");
  }
}
