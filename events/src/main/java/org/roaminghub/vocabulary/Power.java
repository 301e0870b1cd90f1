package org.roaminghub.vocabulary;

import java.math.BigDecimal;

/** Power in watts. */
public record Power(BigDecimal value) {}
