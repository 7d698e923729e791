"""The model once more, written as plainly as possible: objects, dictionaries, one person at a time.

Nothing here imports a rule, a loop or a draw of ``sim``; only the finished people, ties and settings are taken over.
``test_agrees`` runs both side by side and compares them to the last bit after every week.
"""
