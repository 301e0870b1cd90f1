package org.roaminghub.app.cli.demo;

/** One expectation and what was seen. */
record Outcome(String name, String expected, String observed, boolean ok) {}
