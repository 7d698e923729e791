"""Tests of persons' stories and of causes."""
