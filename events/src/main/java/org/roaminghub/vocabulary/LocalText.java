package org.roaminghub.vocabulary;

/** Text in a language (ISO 639-1), at most 512 characters. */
public record LocalText(String language, String text) {}
