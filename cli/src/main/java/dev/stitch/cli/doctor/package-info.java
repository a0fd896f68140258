/**
 * {@code stitch doctor}: says what is wrong with this machine's setup and how to mend it. One class
 * a subject; each answers within seconds, also when nothing answers it. Start at {@code
 * DoctorCommand}.
 */
package dev.stitch.cli.doctor;
