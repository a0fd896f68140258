/**
 * {@code stitch demo}: runs the outreach blueprint on real contacts through the HTTP API, playing
 * the people too. Knows the stack by its endpoints only, as any client does. Start at {@code
 * DemoCommand}, then {@code Demonstration}.
 */
package dev.stitch.cli.demo;
