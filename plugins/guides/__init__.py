"""Guides for cancelling subscriptions: the model, its checks, and the pages made from it."""
