package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/** A point on earth, WGS84 degrees, at most seven decimal places. */
public record Coordinates(BigDecimal latitude, BigDecimal longitude) {}
