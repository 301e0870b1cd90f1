package org.roaminghub.vocabulary;

/** Points to an original: its id and the base64 of SHA-256(salt‖bytes); the salt lies sealed beside the bytes. */
public record OriginalRef(OriginalId original, String digest) {}
