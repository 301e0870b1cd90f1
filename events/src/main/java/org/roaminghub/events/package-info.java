/** The facts the hub records, one package per context. Names and versions are the contract; class names are not. */
@NullMarked
package org.roaminghub.events;

import org.jspecify.annotations.NullMarked;
