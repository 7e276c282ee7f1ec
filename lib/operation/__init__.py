"""Looking after a server: is it well, and can what people wrote be brought back?"""
